import type Stripe from "stripe";
import type { ResumePreview } from "../portal/preview";
import type { Snapshot, SubscriptionFact } from "../portal/snapshot";
import { isPaused } from "../portal/subscription-state";
import { readUpcoming } from "../stripe/read-upcoming";
import type { Action, Scene } from "./action";
import { isProration, readLines, sumsOf } from "./bills/bill-of";
import { nextChargeOf } from "./bills/next-charge";
import { settleBalance } from "./bills/settle-balance";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/**
 * Takes a paused subscription up again. In the classic way its invoices are collected again, on its old dates; in
 * the flexible way a new period begins and is billed, and it stays paused until that invoice is paid.
 */
export const resumeSubscription: Action<"resume_subscription"> = {
  name: "resume_subscription",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    requireAllowance(requireSubscription(view, input.subscription).actions.resume_subscription);
  },

  async preview(scene, input) {
    const fact = requireFact(scene.snapshot, input.subscription);
    const { name, paymentMethod } = requireSubscription(scene.view, fact.id);
    const money = await readMoney(scene, fact);
    return {
      preview: {
        kind: "resume_subscription",
        subscription: fact.id,
        name,
        ...money,
        paidOn: isCharged(scene.snapshot, fact) ? "confirm" : "page",
        paymentMethod: paymentMethod && { brand: paymentMethod.brand, last4: paymentMethod.last4 },
      },
      expected: expectedOf(fact, { prorationDate: null, amount: money.dueNow?.amount ?? null }),
    };
  },

  plan({ snapshot }, input) {
    const fact = requireFact(snapshot, input.subscription);
    const { id } = fact;
    if (!isFlexiblyPaused(fact)) {
      return { method: "subscriptions.update", id, params: { pause_collection: "" } };
    }
    const charged = isCharged(snapshot, fact)
      ? { payment_behavior: "resume_on_payment_success" as const }
      : {};
    return {
      method: "subscriptions.resume",
      id,
      params: { billing_cycle_anchor: { type: "now" }, ...charged },
    };
  },

  outcome: ({ method }, result) =>
    method === "subscriptions.resume" && result?.isPending ? "requires_action" : "applied",

  isDone: (snapshot, input) => !isPaused(requireFact(snapshot, input.subscription)),
};

/** Of the status `paused`; what only has its collection paused goes on by itself. */
function isFlexiblyPaused({ status }: SubscriptionFact): boolean {
  return status === "paused";
}

/**
 * Whether Stripe charges the invoice in the very request: it does for flexible billing, with something to charge.
 * Else the invoice waits on its page. (https://docs.stripe.com/billing/subscriptions/pause#payment-behavior)
 */
function isCharged({ customer }: Snapshot, fact: SubscriptionFact): boolean {
  if (!isFlexiblyPaused(fact)) return true;
  const method = fact.defaultPaymentMethodId ?? customer.defaultPaymentMethodId;
  return fact.billingMode === "flexible" && method !== null;
}

type ResumeMoney = Pick<ResumePreview, "dueNow" | "bill" | "next">;

async function readMoney({ stripe }: Scene, fact: SubscriptionFact): Promise<ResumeMoney> {
  const { id: subscription } = fact;
  if (!isFlexiblyPaused(fact)) {
    const invoice = await readUpcoming(stripe, { subscription });
    const next = invoice && nextChargeOf(invoice.period_end, invoice);
    return { dueNow: null, bill: null, next };
  }
  const params = { subscription, subscription_details: { resume_at: "now" as const } };
  const invoice = await readUpcoming(stripe, params);
  if (invoice === null) return { dueNow: null, bill: null, next: null };
  return {
    dueNow: moneyOf(invoice, invoice.amount_due),
    bill: { ...(await readLines(stripe, invoice)), ...sumsOf(invoice) },
    next: findNext(fact, invoice),
  };
}

/** The renewal after it: as much again, where nothing on the invoice is there only once. */
function findNext({ discounts }: SubscriptionFact, invoice: Stripe.Invoice): ResumeMoney["next"] {
  const { data, has_more: hasMore } = invoice.lines;
  const isLasting = discounts.every(({ coupon }) => coupon.duration === "forever");
  const isRegular = data.every(
    (line) => line.parent?.type === "subscription_item_details" && !isProration(line),
  );
  if (hasMore || !isLasting || !isRegular || data.length === 0) return null;
  const at = Math.min(...data.map(({ period }) => period.end));
  const { balance } = settleBalance(invoice);
  return nextChargeOf(at, invoice, balance);
}

function moneyOf({ currency }: Stripe.Invoice, amount: number) {
  return { amount, currency };
}
