import { expect } from "@playwright/test";
import { expectReadable } from "../fixtures/looks";
import { type Shop, test } from "../fixtures/shop";

const day = 86_400;

/** A customer of a test clock whose renewal was declined. */
async function subscribeThenDecline({ stripe, prices }: Shop) {
  const start = Math.floor(Date.now() / 1000) - 40 * day;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
  const attach = async (card: string) => {
    const { id } = await stripe.paymentMethods.attach(card, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  };
  await attach("pm_card_visa");
  const items = [{ price: prices.starterMonthly }];
  const { id: subscription } = await stripe.subscriptions.create({ customer, items });
  await attach("pm_card_chargeCustomerFail");
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + 32 * day });
  await expect
    .poll(async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status)
    .toBe("ready");
  return { customer, subscription };
}

const cancelPage = (shop: Shop, subscription: string) =>
  `${shop.portalUrl}/subscriptions/${subscription}/cancel`;

test("whoever owes can end it at once, and is told first what becomes of the open invoice", async ({
  page,
  shop,
  snap,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { customer, subscription } = await subscribeThenDecline(shop);
  await page.goto(await shop.openPortal(customer));
  await page.goto(cancelPage(shop, subscription));
  await expect(page.getByRole("radio", { name: /^On / })).toBeChecked();
  await expect(page.getByText(/One open invoice over \$10.00 stays to be paid, as/)).toBeVisible();
  await page.getByRole("radio", { name: /^At once/ }).check();
  await expect(page.getByText("Starter ends at once, as soon as you confirm.")).toBeVisible();
  await expect(page.getByText(/stays to be paid, but no further payment is tried/)).toBeVisible();
  await expectReadable(page, "cancel when owing");
  await snap("1-owing");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: "Starter has ended" })).toBeFocused();
  await snap("2-ended");
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("canceled");
  const { data } = await shop.stripe.invoices.list({ subscription, status: "open" });
  expect(data).toMatchObject([{ auto_advance: false }]);
});

test("an end at once says what is credited for the time that is left, and credits it", async ({
  page,
  shop,
  snap,
}) => {
  await shop.configure({
    subscription_cancel: { mode: "immediately", proration_behavior: "create_prorations" },
  });
  const { customer, subscription } = await shop.subscribe("proMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(cancelPage(shop, subscription));
  await expect(page.getByText(/\$2\d\.\d\d for the time that is left is credited/)).toBeVisible();
  await expectReadable(page, "cancel at once");
  await snap("1-credit");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: "Pro has ended" })).toBeVisible();
  await expect(page.getByText(/for the time that is left is credited/)).toBeVisible();
  await snap("2-ended");
  const held = await shop.stripe.customers.retrieve(customer);
  expect("balance" in held && held.balance).toBeLessThan(-2400);
});
