import type Stripe from "stripe";
import { type Flow, subscriptionOf } from "../portal/flow";
import { stripeIds } from "../portal/stripe-ids";
import { readNamed } from "./read-named";

/** What Stripe has of what a flow names; null: it names none. */
export type FlowFacts = {
  readonly subscription: Stripe.Subscription | null;
  readonly price: Stripe.Price | null;
  readonly coupon: Stripe.Coupon | null;
  readonly promotionCode: Stripe.PromotionCode | null;
};

/** Where a flow's own part stands among the parameters. */
export function partOf({ type }: Flow): string {
  return `flow_data[${type}]`;
}

/** Where the coupon of a flow stands: the one offered before a cancellation, or the one of a change. */
export function couponParam(flow: Flow): string {
  return flow.type === "subscription_cancel"
    ? `${partOf(flow)}[retention][coupon_offer][coupon]`
    : `${partOf(flow)}[discounts][0][coupon]`;
}

/**
 * Reads all that a flow names, at once. Throws `resource_missing` for the first of them, in the order of the
 * parameters, that Stripe does not have; and the errors of reading Stripe.
 */
export async function readFlowFacts(stripe: Stripe, flow: Flow): Promise<FlowFacts> {
  const { subscription_update_confirm: confirm, subscription_cancel: cancel } = flow;
  const discount = confirm?.discounts?.[0];
  const subscription = readSubscription(
    stripe,
    subscriptionOf(flow),
    `${partOf(flow)}[subscription]`,
  );
  const price = readPrice(stripe, confirm?.items[0]?.price, `${partOf(flow)}[items][0][price]`);
  const offered = cancel?.retention?.coupon_offer?.coupon ?? discount?.coupon;
  const coupon = readCoupon(stripe, offered, couponParam(flow));
  const promotionCode = readPromotionCode(stripe, discount?.promotion_code, partOf(flow));
  await Promise.allSettled([subscription, price, coupon, promotionCode]);
  return {
    subscription: await subscription,
    price: await price,
    coupon: await coupon,
    promotionCode: await promotionCode,
  };
}

type Id = string | null | undefined;

/** The subscription that a parameter names; null for none. Whose it is, is not looked at. */
export async function readSubscription(
  stripe: Stripe,
  id: Id,
  param: string,
): Promise<Stripe.Subscription | null> {
  if (id === null || id === undefined) return null;
  const named = { kind: "subscription", id, param, pattern: stripeIds.subscription };
  return readNamed(named, (known) => stripe.subscriptions.retrieve(known));
}

async function readPrice(stripe: Stripe, id: Id, param: string): Promise<Stripe.Price | null> {
  if (id === null || id === undefined) return null;
  const named = { kind: "price", id, param, pattern: stripeIds.named };
  return readNamed(named, (known) => stripe.prices.retrieve(known));
}

async function readCoupon(stripe: Stripe, id: Id, param: string): Promise<Stripe.Coupon | null> {
  if (id === null || id === undefined) return null;
  const named = { kind: "coupon", id, param, pattern: stripeIds.named };
  return readNamed(named, (known) => stripe.coupons.retrieve(known));
}

async function readPromotionCode(
  stripe: Stripe,
  id: Id,
  part: string,
): Promise<Stripe.PromotionCode | null> {
  if (id === null || id === undefined) return null;
  const param = `${part}[discounts][0][promotion_code]`;
  const named = { kind: "promotion code", id, param, pattern: stripeIds.promotionCode };
  return readNamed(named, (known) => stripe.promotionCodes.retrieve(known));
}
