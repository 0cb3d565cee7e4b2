import { expect } from "@playwright/test";
import { subscribeThenDecline } from "../fixtures/past-due";
import { test } from "../fixtures/shop";

test("a renewal that was declined is told first; the way to pay leads where it can be paid, and then all is well", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await subscribeThenDecline(shop);
  await page.goto(await shop.openPortal(customer));
  const attention = page.getByRole("region", { name: "Needs your attention" });
  await expect(attention).toContainText("The last payment for Starter did not go through.");
  await expect(page.getByText("Past due").first()).toBeVisible();
  await snap("1-owed");

  await attention.getByRole("link", { name: "Pay now" }).click();
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Pay another way" }).click();
  const invoice = await opened;
  await invoice.getByLabel("Pay with").selectOption("pm_card_visa");
  await invoice.getByRole("button", { name: "Pay invoice" }).click();
  await expect(invoice.getByText("Paid", { exact: true }).first()).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("active");

  await shop.markChanged(customer);
  await page.goto(shop.portalUrl);
  await expect(page.getByText(/^Renews on/)).toBeVisible();
  await expect(attention).toHaveCount(0);
  await snap("2-paid");
});

test("a plan change that the bank declines is said so; nothing is changed, and another card does it", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { stripe } = shop;
  const choose = (id: string) =>
    stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  const { data } = await stripe.customers.listPaymentMethods(customer);
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await choose(bad.id);
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  const button = page.getByRole("button", { name: /switch to Pro$/ });
  const answer = page.waitForResponse((seen) => seen.url().includes("/api/portal/actions/"));
  await button.click();
  expect((await answer).status()).toBe(402);
  await expect(
    page.getByRole("alert").filter({ hasText: "Your bank declined the payment." }),
  ).toBeVisible();
  await snap("declined");
  const untouched = await stripe.subscriptions.retrieve(subscription);
  expect(untouched.items.data[0]?.price.id).toBe(shop.prices.starterMonthly);
  expect((await stripe.invoices.list({ customer, status: "open" })).data).toEqual([]);

  await choose(data[0]?.id ?? "");
  await shop.markChanged(customer);
  await page.reload();
  await button.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
  expect((await stripe.subscriptions.retrieve(subscription)).status).toBe("active");
});
