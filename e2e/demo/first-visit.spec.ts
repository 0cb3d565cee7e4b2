import { expect } from "@playwright/test";
import { test } from "../fixtures/demo";

test("a stranger starts at /demo, changes Starter to Pro for what was shown, cancels, and takes it back", async ({
  page,
  snap,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/demo$/);
  await snap("1-demo");
  const maya = page.getByRole("listitem").filter({ hasText: "Maya Okafor" });
  await maya.getByRole("button", { name: /Open portal/ }).click();
  await expect(page).toHaveURL(/\/p\/test_acme$/);
  await snap("2-home");

  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("link", { name: "Choose Pro" }).click();
  const confirm = page.getByRole("button", { name: /^Pay .* and switch to Pro$/ });
  await expect(confirm).toBeEnabled();
  const [shown = ""] = /\$[\d,.]+\d/.exec((await confirm.textContent()) ?? "") ?? [];
  await snap("3-preview");
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();

  await page.getByRole("link", { name: "Back to billing" }).first().click();
  const newest = page.getByRole("table").getByRole("row").nth(1);
  await expect(newest).toContainText(shown);
  await expect(newest).toContainText("Paid");

  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Continue to cancel" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Pro ends on / })).toBeVisible();
  await page.getByRole("link", { name: "Back to billing" }).first().click();
  // The page that is being left has such a button too.
  await expect(page).toHaveURL(/\/p\/test_acme$/);
  await page.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(page.getByText("Your cancellation is undone")).toBeVisible();
  await expect(page.getByText(/^Renews on/)).toBeVisible();
  await snap("4-undone");
});

test("an invoice opens as a page and as a PDF, from the first page and beyond it", async ({
  page,
}) => {
  await page.goto("/demo");
  const elena = page.getByRole("listitem").filter({ hasText: "Elena Petrova" });
  await elena.getByRole("button", { name: /Open portal/ }).click();
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/after=in_/);
  const row = page.getByRole("table").getByRole("row").nth(1);
  const href = await row.getByRole("link", { name: /^View invoice/ }).getAttribute("href");
  const hosted = await page.request.get(href ?? "");
  expect(hosted.status()).toBe(200);
  expect(await hosted.text()).toContain("Starter");

  const opened = page.context().waitForEvent("response", (seen) => seen.url().endsWith("/pdf"));
  await row.getByRole("button", { name: /^Download the PDF/ }).click();
  expect((await opened).headers()["content-type"]).toBe("application/pdf");
});

test("what a schedule, a pause and a meter make of a subscription is told", async ({ page }) => {
  const says = async (name: string, text: string | RegExp) => {
    await page.goto("/demo");
    const card = page.getByRole("listitem").filter({ hasText: name });
    await card.getByRole("button", { name: /Open portal/ }).click();
    await expect(page.getByText(text)).toBeVisible();
  };
  await says("Inês Duarte", /^Changes to Starter \(\$12\.00 per month\) on /);
  await says("Ravi Menon", "No payment is taken while it is paused");
  await says("Paperboat Post", "$0.02 per message");
  await says("Paperboat Post", /^Renews on .* so far/);
});

/** The sample customers, and how many subscriptions each of them has. */
const customers = {
  monthly: 1,
  yearly: 1,
  trialing: 1,
  past_due: 1,
  canceled: 1,
  cancel_scheduled: 1,
  downgrade_scheduled: 1,
  paused: 1,
  several: 3,
  addon: 1,
  seats: 1,
  metered: 1,
  same_email_a: 1,
  same_email_b: 1,
  many_invoices: 1,
  empty: 0,
};

test("the demo file says where everything is, of sixteen customers", async ({ demo }) => {
  const price = expect.stringMatching(/^price_/);
  const subscription = {
    id: expect.stringMatching(/^sub_/),
    item: expect.stringMatching(/^si_/),
    price,
  };
  const told = Object.entries(customers).map(([name, count]) => [
    name,
    {
      id: expect.stringMatching(/^cus_/),
      email: expect.stringMatching(/@example\.com$/),
      subscriptions: Array.from({ length: count }, () => subscription),
    },
  ]);
  const file = demo.readFile();
  expect(file).toMatchObject({
    origin: demo.origin,
    merchant: "acme",
    test: { secret_key: expect.stringMatching(/^psk_test_/), stripe: "sandbox" },
    prices: {
      starter_monthly: price,
      starter_yearly: price,
      pro_monthly: price,
      pro_yearly: price,
    },
  });
  expect((file as { customers: object }).customers).toEqual(Object.fromEntries(told));
});
