import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

test("a customer changes Starter to Pro for what was shown, cancels at period end, and takes it back", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await snap("1-home");

  await page.getByRole("link", { name: "Change plan" }).click();
  await expect(page.getByRole("heading", { name: "Change plan", level: 1 })).toBeVisible();
  await snap("2-plans");
  await page.getByRole("link", { name: "Choose Pro" }).click();

  const confirm = page.getByRole("button", { name: /^Pay .* and switch to Pro$/ });
  await expect(confirm).toBeEnabled();
  const shown = amountIn((await confirm.textContent()) ?? "");
  await snap("3-preview");
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
  await snap("4-done");

  const [newest] = (await shop.stripe.invoices.list({ customer })).data;
  expect(newest?.amount_paid).toBe(shown);
  expect(newest?.billing_reason).toBe("subscription_update");

  await page.getByRole("link", { name: "Back to billing" }).first().click();
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await snap("5-cancel");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Pro ends on / })).toBeVisible();
  const canceling = await shop.stripe.subscriptions.retrieve(subscription);
  expect(canceling.cancel_at).toBe(canceling.items.data[0]?.current_period_end);
  await snap("6-canceled");

  await page.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(page.getByRole("heading", { name: "Pro goes on" })).toBeVisible();
  const undone = await shop.stripe.subscriptions.retrieve(subscription);
  expect(undone.cancel_at).toBeNull();
  expect(undone.status).toBe("active");
});

test("credit that stays is taken off the next payment in the preview already", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.stripe.customers.update(customer, { balance: -3000 });
  await page.goto(await shop.openPortal(customer));
  const change = `/subscriptions/${subscription}/change/${shop.prices.proMonthly}`;
  await page.goto(`${shop.portalUrl}${change}`);
  const next = page.locator("section").filter({ hasText: "Next payment on" });
  await expect(next).toContainText("Regular price$25.00 per month");
  await expect(next).toContainText(/Credit applied-\$15\.\d\dYou pay\$(10\.00|9\.\d\d)$/);
  await snap("credit");
});

test("every task has its own address, which survives reload and Back", async ({ page, shop }) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(page).toHaveURL(new RegExp(`/subscriptions/${subscription}/cancel$`));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Cancel Starter?" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
});

test("another card becomes the default, and Stripe says so too", async ({ page, shop }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const second = await shop.stripe.paymentMethods.attach("pm_card_mastercard", { customer });
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("button", { name: "Make default" }).click();
  await expect(page.getByText("is now your default payment method")).toBeVisible();
  const after = await shop.stripe.customers.retrieve(customer);
  expect(after.deleted).toBeFalsy();
  expect(after).toMatchObject({ invoice_settings: { default_payment_method: second.id } });
});

/** Minor units of the one amount in a text such as "Pay $12.40 and switch to Pro". */
function amountIn(text: string): number {
  const found = /\$([\d,]+)\.(\d\d)/.exec(text);
  return Number(`${found?.[1]?.replaceAll(",", "")}${found?.[2]}`);
}
