import type Stripe from "stripe";
import { addInterval } from "../../portal/add-interval";
import { describeCoupon } from "../../portal/describe-coupon";
import type { PlanPreview } from "../../portal/preview";
import type { Snapshot, SubscriptionFact } from "../../portal/snapshot";
import { periodEnd } from "../../portal/subscription-state";
import { read } from "../../stripe/call";
import type { Scene } from "../action";
import { type PlanChange, termsOf } from "../changes/plan-change";
import { requireSubscription } from "../checks/find-in-view";
import { isLost, nextPeriodEnd, readLines, sumsOf } from "./bill-of";
import { nextChargeOf } from "./next-charge";
import { settleBalance } from "./settle-balance";

type Names = "kind" | "subscription" | "from" | "to" | "parts";

/** What the change would be billed, computed by Stripe: nothing is added up here that Stripe did not say. */
export async function previewChange(
  { stripe, view, snapshot, now: asked }: Scene,
  change: PlanChange,
): Promise<Omit<PlanPreview, Names>> {
  const { subscription, timing, discount } = change;
  const ends = periodEnd(subscription);
  const first = readPreview(stripe, change, "next", discountsOf(change));
  // What is paid again and again is told only beside what is paid now.
  const [invoice, recurring] = await Promise.all([
    first,
    timing.billsNow ? readRecurring(stripe, change, { first, ends, asked }) : null,
  ]);
  const { currency } = invoice;
  const { paymentMethod } = requireSubscription(view, subscription.id);
  const now = timing.billsNow ? invoice.amount_due : 0;
  return {
    billed: timing.billsNow ? "now" : "next",
    ...(await readLines(stripe, invoice)),
    ...sumsOf(invoice),
    dueNow: { amount: now, currency },
    next:
      recurring === null
        ? nextChargeOf(ends, invoice)
        : nextChargeOf(nextPeriodEnd(invoice, ends), recurring, settleBalance(invoice).balance),
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
function readPreview(
  stripe: Stripe,
  change: PlanChange,
  mode: "next" | "recurring",
  discounts: Discounts,
) {
  const { subscription, address } = change;
  return read(() =>
    stripe.invoices.createPreview({
      subscription: subscription.id,
      preview_mode: mode,
      ...discounts,
      ...(address === null ? {} : { customer_details: { address } }),
      subscription_details: termsOf(change),
    }),
  );
}

type First = {
  /** The invoice of the confirm. */
  readonly first: Promise<Stripe.Invoice>;
  /** When the running period ends, and the time. Unix seconds. */
  readonly ends: number;
  readonly asked: number;
};

/** What the renewal after the invoice of the confirm comes to, without the discounts that have run out by then. */
async function readRecurring(stripe: Stripe, change: PlanChange, { first, ends, asked }: First) {
  if (!runsOut(change)) return readPreview(stripe, change, "recurring", discountsOf(change));
  const at = nextPeriodEnd(await first, ends);
  return readPreview(stripe, change, "recurring", discountsAt(change, at, asked));
}

type Discounts = Pick<Stripe.InvoiceCreatePreviewParams, "discounts">;

/** What it brings; and of a later change what is still there then, for Stripe is asked about now. */
function discountsOf(change: PlanChange): Discounts {
  const { subscription, timing, discount } = change;
  if (discount !== null) return { discounts: [discount.given] };
  return timing.at === "now" ? {} : keepThose(subscription, periodEnd(subscription));
}

function runsOut({ subscription, discount }: PlanChange): boolean {
  return discount === null
    ? subscription.discounts.some(({ endsAt }) => endsAt !== null)
    : discount.coupon.months !== null;
}

/** The discounts that are still there at `at`, of a change that is made at `now`. */
function discountsAt({ subscription, discount }: PlanChange, at: number, now: number): Discounts {
  if (discount === null) return keepThose(subscription, at);
  const { months } = discount.coupon;
  const end = months === null ? null : addInterval(now, { unit: "month", count: months });
  return { discounts: end !== null && end <= at ? "" : [discount.given] };
}

function keepThose({ discounts }: SubscriptionFact, at: number): Discounts {
  const left = discounts.filter(({ endsAt }) => endsAt === null || endsAt > at);
  if (left.length === discounts.length) return {};
  return { discounts: left.length === 0 ? "" : left.map(({ id }) => ({ discount: id })) };
}
