import type Stripe from "stripe";
import type { ActionName } from "@/lib/portal/actions";
import type { FaultSandbox } from "./fault-sandbox";
import { makeMerchant, type TestMerchant } from "./make-merchant";
import { completeSetup } from "./make-setup";
import { planChange } from "./plan-change";

/** A merchant with everything that a random wish may name. */
export type RandomShop = {
  readonly merchant: TestMerchant;
  readonly prices: TestMerchant["prices"];
  readonly products: { readonly starter: string; readonly pro: string };
  readonly codes: { readonly good: string; readonly expired: string };
  readonly coupon: string;
};

export async function makeRandomShop(sandbox: FaultSandbox): Promise<RandomShop> {
  const merchant = await makeMerchant(sandbox);
  const { stripe } = merchant.account;
  const { prices } = merchant;
  const productOf = async (price: string) => {
    const { product } = await stripe.prices.retrieve(price);
    return typeof product === "string" ? product : product.id;
  };
  const products = {
    starter: await productOf(prices.starter),
    pro: await productOf(prices.pro),
  };
  await stripe.products.update(products.starter, { unit_label: "seat" });
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25, duration: "forever" });
  const promotion = { type: "coupon", coupon } as const;
  await stripe.promotionCodes.create({ promotion, code: "GOOD" });
  await stripe.promotionCodes.create({ promotion, code: "EXPIRED", active: false });
  return { merchant, prices, products, coupon, codes: { good: "GOOD", expired: "EXPIRED" } };
}

/** Where a customer's subscription stands before anything is asked for. */
export const shopStates = [
  "starter",
  "starter",
  "several seats",
  "pro, yearly",
  "unlisted",
  "trialing",
  "two items",
  "ending",
  "canceled",
  "paused",
  "discounted",
  "a change planned",
  "a card given",
  "none",
] as const;

export type ShopState = (typeof shopStates)[number];

/** Where an action has something to do. */
export function stateFor(name: ActionName): ShopState {
  return states[name] ?? "starter";
}

const states: Partial<Record<ActionName, ShopState>> = {
  undo_change: "a change planned",
  undo_cancel: "ending",
  resubscribe: "canceled",
  resume_subscription: "paused",
  use_payment_method: "a card given",
};

export type ShopCustomer = {
  readonly id: string;
  readonly subscription: string;
  readonly card: string;
  /** A visit of Stripe's page that brought a card, where the state has one. */
  readonly setup: string;
  readonly invoice: string;
};

/** A customer with two cards, an open invoice, and a subscription that stands where `state` says. */
export async function makeShopCustomer(
  { merchant, prices, coupon }: RandomShop,
  state: ShopState,
): Promise<ShopCustomer> {
  const { stripe } = merchant.account;
  const { id } = await stripe.customers.create({
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
  const card = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: id });
  const setup = state === "a card given" ? (await completeSetup(merchant, id)).setup : "cs_none";
  const params = begin(state, prices, coupon);
  const made =
    params === null ? null : await stripe.subscriptions.create({ customer: id, ...params });
  if (made !== null) await bringTo(merchant, made.id, state);
  await stripe.invoiceItems.create({ customer: id, amount: 700, currency: "usd" });
  const invoice = await stripe.invoices.create({
    customer: id,
    auto_advance: false,
    pending_invoice_items_behavior: "include",
  });
  const open = await stripe.invoices.finalizeInvoice(invoice.id ?? "");
  const subscription = made?.id ?? "sub_none";
  return { id, subscription, card: card.id, setup, invoice: open.id ?? "" };
}

type Begin = Omit<Stripe.SubscriptionCreateParams, "customer">;

function begin(state: ShopState, prices: RandomShop["prices"], coupon: string): Begin | null {
  switch (state) {
    case "none":
      return null;
    case "several seats":
      return { items: [{ price: prices.starter, quantity: 3 }] };
    case "pro, yearly":
      return { items: [{ price: prices.proYear }] };
    case "unlisted":
      return { items: [{ price: prices.unlisted }] };
    case "trialing":
      return { items: [{ price: prices.pro }], trial_period_days: 14 };
    case "two items":
      return { items: [{ price: prices.starter }, { price: prices.pro }] };
    case "discounted":
      return { items: [{ price: prices.starter }], discounts: [{ coupon }] };
    case "paused":
      return { items: [{ price: prices.starter }], billing_mode: { type: "classic" } };
    case "starter":
    case "a change planned":
    case "a card given":
    case "ending":
    case "canceled":
      return { items: [{ price: prices.starter }] };
    default:
      return state satisfies never;
  }
}

async function bringTo(
  merchant: TestMerchant,
  subscription: string,
  state: ShopState,
): Promise<void> {
  const { stripe } = merchant.account;
  if (state === "ending") {
    await stripe.subscriptions.update(subscription, { cancel_at: "min_period_end" });
  }
  if (state === "a change planned") await planChange(merchant, subscription);
  if (state === "canceled") await stripe.subscriptions.cancel(subscription);
  if (state === "paused") {
    await stripe.subscriptions.update(subscription, { pause_collection: { behavior: "void" } });
  }
}
