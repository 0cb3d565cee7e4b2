import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures/demo";

const machine = (page: Page) => page.getByRole("region", { name: "Or let time pass" });

/** Presses a button of the time machine, for a customer where one is named; waits for what it says. */
async function press(page: Page, button: string, said: string, customer?: string) {
  await page.goto("/demo");
  const customers = machine(page).getByLabel("For one customer");
  if (customer !== undefined) {
    const option = customers.locator("option", { hasText: customer });
    await customers.selectOption(await option.getAttribute("value"));
  }
  await machine(page).getByRole("button", { name: button }).click();
  const result = machine(page).getByRole("status");
  await expect(result).toContainText(said);
  await expect(result).toBeFocused();
  await expect(page).toHaveURL(/\/demo#moved$/);
}

/** "Renews on December 6, 2026" of the one subscription on the page, in days from the sandbox's time. */
async function daysToRenewal(page: Page, now: Date): Promise<number> {
  const line = (await page.getByText(/^Renews on/).textContent()) ?? "";
  const [, day = ""] = /Renews on (\w+\s\d+,\s\d{4})/.exec(line.replaceAll("\u00a0", " ")) ?? [];
  return (Date.parse(`${day} UTC`) - now.getTime()) / 86_400_000;
}

/** The day that the time machine names. */
async function sandboxDay(page: Page): Promise<Date> {
  const day = (await machine(page).locator("strong").textContent()) ?? "";
  return new Date(`${day.replace(/^\w+,? /, "")} UTC`);
}

const openPortal = (page: Page, name: string) =>
  page
    .getByRole("listitem")
    .filter({ hasText: name })
    .getByRole("button", { name: /Open portal/ })
    .click();

test("a renewal whose payment fails is past due, is paid on the hosted invoice, and is active again", async ({
  page,
  context,
  snap,
}) => {
  const name = "Hartmann Workshops";
  await press(page, "Fail the next payment", `${name}'s next payment will be declined`, name);
  await press(page, "To the next renewal", `${name}'s next renewal has come.`, name);
  await snap("1-machine");
  await machine(page)
    .getByRole("button", { name: `Open ${name}'s portal` })
    .click();
  await expect(page.getByText("The last payment for Starter did not go through.")).toBeVisible();
  await expect(page.getByText("Past due", { exact: true })).toBeVisible();
  await snap("2-past-due");

  await page.getByRole("link", { name: "Pay now" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Pay another way" }).click();
  const invoice = await opened;
  await expect(invoice.getByText("Open", { exact: true })).toBeVisible();
  await invoice.getByRole("combobox").selectOption("pm_card_visa");
  await invoice.getByRole("button", { name: "Pay invoice" }).click();
  await expect(invoice.getByText("Paid", { exact: true }).first()).toBeVisible();
  await invoice.close();

  await page.getByRole("link", { name: "Back to billing" }).click();
  await expect(page).toHaveURL(/\/p\/test_acme$/);
  await page.reload();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText("The last payment for Starter did not go through.")).toBeHidden();
  const newest = page.getByRole("table").getByRole("row").nth(1);
  await expect(newest).toContainText("$12.00");
  await expect(newest).toContainText("Paid");
});

test("a month later the portal lives in that month: renewals follow, and a change of plan charges what it showed", async ({
  page,
  snap,
}) => {
  await press(page, "+1 month", "A month has passed.");
  const now = await sandboxDay(page);
  expect(now.getTime()).toBeGreaterThan(Date.now() + 27 * 86_400_000);
  await openPortal(page, "Elena Petrova");
  const days = await daysToRenewal(page, now);
  expect(days).toBeGreaterThan(0);
  expect(days).toBeLessThanOrEqual(31);

  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("link", { name: "Choose Pro" }).click();
  const confirm = page.getByRole("button", { name: /^Pay .* and switch to Pro$/ });
  await expect(confirm).toBeEnabled();
  const [shown = ""] = /\$[\d,.]+\d/.exec((await confirm.textContent()) ?? "") ?? [];
  await snap("preview");
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
  await page.getByRole("link", { name: "Back to billing" }).first().click();
  const newest = page.getByRole("table").getByRole("row").nth(1);
  await expect(newest).toContainText(shown);
  await expect(newest).toContainText("Paid");
});
