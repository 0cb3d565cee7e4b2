import type { TestMerchant } from "./make-merchant";
import { makeCustomer, type TestCustomer } from "./make-session";

export type SettingUp = TestCustomer & {
  /** A visit of Stripe's page that is complete. */
  readonly setup: string;
  /** The card that it brought. */
  readonly newCard: string;
};

/** A customer who has just given a third card on Stripe's page. */
export async function makeSetup(merchant: TestMerchant): Promise<SettingUp> {
  const customer = await makeCustomer(merchant);
  return { ...customer, ...(await completeSetup(merchant, customer.id)) };
}

/** Has a customer visit Stripe's page and give a card there. */
export async function completeSetup(
  { account: { stripe } }: TestMerchant,
  customer: string,
): Promise<Omit<SettingUp, keyof TestCustomer>> {
  const { id, setup_intent: begun } = await stripe.checkout.sessions.create({
    mode: "setup",
    customer,
    currency: "usd",
    success_url: "https://shop.example/done",
  });
  // As the page does it.
  await stripe.setupIntents.confirm(String(begun), {
    payment_method: "pm_card_mastercard",
    return_url: "https://shop.example/done",
  });
  const { setup_intent: intent } = await stripe.checkout.sessions.retrieve(id, {
    expand: ["setup_intent"],
  });
  const method = typeof intent === "string" ? null : intent?.payment_method;
  if (typeof method !== "string") throw new Error("The page kept no card.");
  return { setup: id, newCard: method };
}
