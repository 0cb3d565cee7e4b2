import type Stripe from "stripe";
import { describeCoupon } from "../../portal/describe-coupon";
import type { PlanPreview } from "../../portal/preview";
import type { Snapshot, SubscriptionFact } from "../../portal/snapshot";
import { periodEnd } from "../../portal/subscription-state";
import { read } from "../../stripe/call";
import type { Scene } from "../action";
import { type PlanChange, termsOf } from "../changes/plan-change";
import { requireSubscription } from "../checks/find-in-view";
import { isLost, nextPeriodEnd, readLines, sumsOf } from "./bill-of";

type Names = "kind" | "subscription" | "from" | "to" | "parts";

/** What the change would be billed, computed by Stripe: nothing is added up here that Stripe did not say. */
export async function previewChange(
  { stripe, view, snapshot }: Scene,
  change: PlanChange,
): Promise<Omit<PlanPreview, Names>> {
  const { subscription, timing, discount } = change;
  const [invoice, recurring] = await Promise.all([
    readPreview(stripe, change, "next"),
    // What is paid again and again is told only beside what is paid now.
    timing.billsNow ? readPreview(stripe, change, "recurring") : null,
  ]);
  const { currency } = invoice;
  const { paymentMethod } = requireSubscription(view, subscription.id);
  const ends = periodEnd(subscription);
  const now = timing.billsNow ? invoice.amount_due : 0;
  const later = recurring?.total ?? invoice.amount_due;
  const at = timing.billsNow ? nextPeriodEnd(invoice, ends) : ends;
  return {
    billed: timing.billsNow ? "now" : "next",
    ...(await readLines(stripe, invoice)),
    ...sumsOf(invoice),
    dueNow: { amount: now, currency },
    next: { at, amount: { amount: later, currency } },
    effectiveAt: timing.at === "period_end" ? ends : null,
    coupon: discount === null ? null : describeCoupon(discount.coupon),
    needs: [
      ...(isLost(invoice) ? ["address" as const] : []),
      // Stripe refuses what nobody can be charged for.
      ...(now > 0 && !hasMeans(subscription, snapshot) ? ["payment_method" as const] : []),
    ],
    paymentMethod:
      paymentMethod === null ? null : { brand: paymentMethod.brand, last4: paymentMethod.last4 },
  };
}

function hasMeans({ defaultPaymentMethodId: own }: SubscriptionFact, { customer }: Snapshot) {
  return own !== null || customer.defaultPaymentMethodId !== null;
}

/**
 * The invoice as it would be. Of a change at the period's end Stripe previews none while there is no schedule: the
 * same items, changed now and unprorated, are billed the same by the first invoice of the new plan.
 */
function readPreview(stripe: Stripe, change: PlanChange, mode: "next" | "recurring") {
  const { subscription, address } = change;
  return read(() =>
    stripe.invoices.createPreview({
      subscription: subscription.id,
      preview_mode: mode,
      ...discountsOf(change),
      ...(address === null ? {} : { customer_details: { address } }),
      subscription_details: termsOf(change),
    }),
  );
}

/** What it brings; and of a later change what is still there then, for Stripe is asked about now. */
function discountsOf({ subscription, timing, discount }: PlanChange) {
  if (discount !== null) return { discounts: [discount.given] };
  const ends = periodEnd(subscription);
  const left = subscription.discounts.filter(({ endsAt }) => endsAt === null || endsAt > ends);
  if (timing.at === "now" || left.length === subscription.discounts.length) return {};
  return {
    discounts: left.length === 0 ? ("" as const) : left.map(({ id }) => ({ discount: id })),
  };
}
