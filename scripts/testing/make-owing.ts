import type { TestMerchant } from "./make-merchant";
import type { TestCustomer } from "./make-session";

/** A customer with two cards whose renewal on Starter was declined some days ago: Stripe still tries. */
export async function makeOwingCustomer({
  account,
  prices,
}: Pick<TestMerchant, "account" | "prices">): Promise<TestCustomer> {
  const stripe = account.stripeAgo(36);
  const { id } = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
  const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: id });
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: good.id } });
  const subscription = await stripe.subscriptions.create({
    customer: id,
    items: [{ price: prices.starter }],
  });
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: bad.id } });
  return {
    id,
    subscription: subscription.id,
    item: subscription.items.data[0]?.id ?? "",
    card: bad.id,
    otherCard: good.id,
  };
}
