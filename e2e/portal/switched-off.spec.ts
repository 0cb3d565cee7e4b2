import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

test("a feature switched off while the page is open is refused at the click, kindly", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  await expect(page.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();
  await shop.configure({ subscription_cancel: { enabled: false } });
  const answer = page.waitForResponse((seen) => seen.url().includes("/api/portal/"));
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  expect((await answer).status()).toBe(403);
  await expect(page.getByText("This can't be changed here.").first()).toBeVisible();
  const untouched = await shop.stripe.subscriptions.retrieve(subscription);
  expect(untouched.cancel_at).toBeNull();
});

test("sections that are switched off are not on the page", async ({ page, shop }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await shop.configure({
    invoice_history: { enabled: false },
    payment_method_update: { enabled: false },
    subscription_update: { enabled: false },
  });
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Invoices" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Payment methods" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Change plan" })).toHaveCount(0);
});
