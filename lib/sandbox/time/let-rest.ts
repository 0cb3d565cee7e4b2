import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { voidInvoice } from "../invoices/void-invoice";

const graceSeconds = 3600;

/**
 * Leaves a subscription's draft for its hour of grace, after which time finalizes it. While collection is
 * paused it stays a draft, or is void or uncollectible at once
 * (https://docs.stripe.com/billing/subscriptions/pause-payment); an unpaid subscription's drafts wait to
 * be advanced by hand. Gives the invoice, saved.
 */
export async function letRest(
  context: Context,
  draft: Stripe.Invoice,
  { pause_collection: pause, status }: Stripe.Subscription,
): Promise<Stripe.Invoice> {
  if (pause?.behavior === "void") {
    return voidInvoice(context, reopened(await finalizeInvoice(context, draft)));
  }
  if (pause?.behavior === "mark_uncollectible") return giveUp(context, draft);
  const isHeld = pause !== null || status === "unpaid";
  const at = isHeld ? null : context.now + graceSeconds;
  const invoice: Stripe.Invoice = {
    ...draft,
    auto_advance: !isHeld,
    automatically_finalizes_at: at,
    next_payment_attempt: draft.collection_method === "charge_automatically" ? at : null,
  };
  await context.books.put("invoice", invoice);
  return invoice;
}

/** When nothing was due it is paid already; yet what is paused is neither paid nor taken of a balance. */
function reopened(invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== "paid") return invoice;
  const transitions = { ...invoice.status_transitions, paid_at: null };
  return { ...invoice, attempted: false, status: "open", status_transitions: transitions };
}

async function giveUp(context: Context, draft: Stripe.Invoice): Promise<Stripe.Invoice> {
  const open = await finalizeInvoice(context, draft);
  if (open.status !== "open") return open;
  const uncollectible: Stripe.Invoice = {
    ...open,
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_transitions: { ...open.status_transitions, marked_uncollectible_at: context.now },
  };
  await context.books.put("invoice", uncollectible);
  return uncollectible;
}
