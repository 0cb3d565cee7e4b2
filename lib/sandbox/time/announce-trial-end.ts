import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { noticeSeconds } from "./due-at";

/**
 * Says at once what otherwise is said three days before a trial ends: that it ends sooner, or was ended by
 * `trial_end=now`. `before` is the subscription before a change; null: it is new.
 */
export function announceTrialEnd(
  { books, now }: Context,
  before: Stripe.Subscription | null,
  after: Stripe.Subscription,
): void {
  const wasTrial = before?.status === "trialing" && (before.trial_end ?? now) > now;
  const isTrial = after.status === "trialing";
  const isEnded = wasTrial && !isTrial && after.ended_at === null;
  const isMoved = isTrial && before?.trial_end !== after.trial_end;
  const isShort = isMoved && (after.trial_end ?? now) - noticeSeconds <= now;
  if (isEnded || isShort) books.announce("customer.subscription.trial_will_end", after);
}
