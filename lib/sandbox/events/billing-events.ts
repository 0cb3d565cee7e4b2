import type Stripe from "stripe";
import { became, cameTrue, type EventType, life, type Tell, when } from "./happening";

/** An ended subscription is told as deleted, not as updated (Stripe: "customer.subscription.deleted"). */
export const tellSubscription: Tell<Stripe.Subscription> = (before, after) => {
  const told = tellLiving(before, after);
  const hasEnded = after !== null && became(before, after, ({ status }) => status, "canceled");
  if (!hasEnded) return told;
  const ended = { type: "customer.subscription.deleted", object: after } as const;
  return [...told.filter(({ type }) => type !== "customer.subscription.updated"), ended];
};

const tellLiving = life<Stripe.Subscription>({
  created: "customer.subscription.created",
  updated: "customer.subscription.updated",
  also: (before, after) =>
    when({
      "customer.subscription.paused": became(before, after, ({ status }) => status, "paused"),
      "customer.subscription.resumed": before?.status === "paused" && after.status === "active",
      ...pendingUpdateEnded(before, after),
    }),
});

/** A pending update that is gone was applied if it shows in the items, else it has expired. */
function pendingUpdateEnded(before: Stripe.Subscription | null, after: Stripe.Subscription) {
  const isGone = (before?.pending_update ?? null) !== null && after.pending_update === null;
  const itemsOf = (subscription: Stripe.Subscription | null) =>
    JSON.stringify(
      subscription?.items.data.map(({ price, quantity }) => [price.id, quantity ?? null]),
    );
  const isApplied = itemsOf(before) !== itemsOf(after);
  return {
    "customer.subscription.pending_update_applied": isGone && isApplied,
    "customer.subscription.pending_update_expired": isGone && !isApplied,
  } as const;
}

export const tellInvoice = life<Stripe.Invoice>({
  created: "invoice.created",
  updated: "invoice.updated",
  deleted: "invoice.deleted",
  also: invoiceTransitions,
});

/** One that was paid out of band was never attempted: it is paid, but no payment succeeded. */
function invoiceTransitions(before: Stripe.Invoice | null, after: Stripe.Invoice): EventType[] {
  const came = (moment: keyof Stripe.Invoice.StatusTransitions) =>
    cameTrue(before, after, (invoice) => invoice.status_transitions[moment] !== null);
  const wasTried = after.attempt_count > (before?.attempt_count ?? 0);
  const isPaid = became(before, after, ({ status }) => status, "paid");
  return when({
    "invoice.finalized": came("finalized_at"),
    "invoice.paid": isPaid,
    "invoice.payment_succeeded": isPaid && (after.attempted || after.amount_due === 0),
    "invoice.overpaid": isPaid && after.amount_overpaid > 0,
    "invoice.payment_failed": wasTried && after.status === "open",
    "invoice.voided": came("voided_at"),
    "invoice.marked_uncollectible": came("marked_uncollectible_at"),
  });
}
