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

test("the demo file says where everything is", async ({ demo }) => {
  expect(demo.readFile()).toMatchObject({
    origin: demo.origin,
    merchant: "acme",
    test: { secret_key: expect.stringMatching(/^psk_test_/), stripe: "sandbox" },
    prices: { starter_monthly: expect.stringMatching(/^price_/) },
    customers: {
      monthly: { id: expect.stringMatching(/^cus_/), subscriptions: [expect.anything()] },
      empty: { subscriptions: [] },
    },
  });
});
