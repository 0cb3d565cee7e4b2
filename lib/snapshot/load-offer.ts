import type Stripe from "stripe";
import { hasAcceptedOffer } from "../db/accepted-offers";
import { PorticoError } from "../errors";
import { log } from "../log";
import type { SessionFlow } from "../portal/flow-state";
import type { CouponFact, OfferFact, SubscriptionFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { toCoupon } from "../stripe/reshape";

/** What a session's cancel flow offers to whom. */
export type OfferedCoupon = { readonly subscription: string; readonly coupon: string };

/** The offer as it was read, before it is known what the subscription has. */
type ReadOffer = OfferedCoupon & {
  readonly fact: CouponFact;
  readonly wasAccepted: boolean;
};

/** The retention offer that a session was made with; null for any other session. */
export function offeredBy(session: SessionFlow | null): OfferedCoupon | null {
  const cancel = session?.flow.subscription_cancel;
  const coupon = cancel?.retention?.coupon_offer?.coupon;
  return cancel && coupon ? { subscription: cancel.subscription, coupon } : null;
}

/**
 * Reads the offered coupon, and whether the subscription had it as an offer before. Null when nothing is offered, and
 * when the coupon cannot be read: an offer that fails must not stand in the way of leaving.
 */
export async function loadOffer(
  stripe: Stripe,
  place: { readonly merchantId: string; readonly livemode: boolean },
  offered: OfferedCoupon | null,
): Promise<ReadOffer | null> {
  if (offered === null) return null;
  const { subscription, coupon: id } = offered;
  const [fact, wasAccepted] = await Promise.all([
    readCoupon(stripe, id),
    hasAcceptedOffer(place, subscription, id),
  ]);
  return fact === null ? null : { ...offered, fact, wasAccepted };
}

async function readCoupon(stripe: Stripe, id: string): Promise<CouponFact | null> {
  try {
    const coupon = await read(() => stripe.coupons.retrieve(id));
    return toCoupon(coupon);
  } catch (error) {
    if (!(error instanceof PorticoError)) throw error;
    log().info({ coupon: id, err: error }, "the offered coupon cannot be read");
    return null;
  }
}

/** The offer as the view takes it: used also where the subscription has the coupon by another way. */
export function toOffer(
  offer: ReadOffer | null,
  subscriptions: readonly SubscriptionFact[],
): OfferFact | null {
  if (offer === null) return null;
  const { subscription, coupon, fact, wasAccepted } = offer;
  const held = subscriptions.find(({ id }) => id === subscription)?.discounts ?? [];
  return { coupon: fact, isUsed: wasAccepted || held.some(({ coupon: { id } }) => id === coupon) };
}
