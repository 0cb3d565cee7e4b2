import type Stripe from "stripe";
import { loadSession, type PortalContext } from "@/lib/sessions/load-session";
import { mintSession } from "@/lib/sessions/mint-session";
import type { MintInput } from "@/lib/sessions/prepare-session";
import { redeemSession } from "@/lib/sessions/redeem-session";
import type { TestMerchant } from "./make-merchant";

export type TestCustomer = {
  readonly id: string;
  readonly subscription: string;
  readonly item: string;
  /** The default card, and another. */
  readonly card: string;
  readonly otherCard: string;
};

export type TestSession = {
  readonly context: PortalContext;
  readonly accessToken: string;
  /** The exchange code that was redeemed. */
  readonly code: string;
};

/** A customer with two cards, on Starter for ten days. */
export async function makeCustomer(
  { account, prices }: Pick<TestMerchant, "account" | "prices">,
  over: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<TestCustomer> {
  const stripe = account.stripeAgo(10);
  const { id } = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
  const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: id });
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: card.id } });
  const subscription = await stripe.subscriptions.create({
    customer: id,
    items: [{ price: prices.starter }],
    ...over,
  });
  return {
    id,
    subscription: subscription.id,
    item: subscription.items.data[0]?.id ?? "",
    card: card.id,
    otherCard: other.id,
  };
}

/** Mints and redeems a session of this customer; what it took of Stripe is forgotten. */
export async function openSession(
  merchant: TestMerchant,
  customer: string,
  carried: Omit<MintInput, "customer"> = {},
): Promise<TestSession> {
  const minter = { merchantId: merchant.id, livemode: false };
  const { url } = await mintSession(minter, { ...carried, customer });
  const code = new URL(url).pathname.split("/").at(-1) ?? "";
  const { accessToken } = await redeemSession(code, []);
  if (accessToken === null) throw new Error("The code was redeemed without a token.");
  const context = await loadSession(accessToken);
  merchant.account.forget();
  return { context, accessToken, code };
}
