import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireOpen } from "./require-status";

/** Writes an open invoice off: nothing more is tried, though it may still be paid. Gives it, saved. */
export async function markUncollectible(
  { books, now }: Context,
  invoice: Stripe.Invoice,
  reason: Stripe.Invoice.StatusDetails.Uncollectible.Reason = "user_forgiven",
): Promise<Stripe.Invoice> {
  requireOpen(invoice);
  const marked: Stripe.Invoice = {
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_details: { uncollectible: { reason } },
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: now },
  };
  await books.put("invoice", marked);
  return marked;
}
