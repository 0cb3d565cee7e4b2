import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireOwnPaymentMethod } from "../payments/attach-method";
import { type CollectOptions, collectInvoice } from "../payments/collect-invoice";
import { cancelPayment } from "../payments/open-payment";
import { invalid, noSuchReference, type SandboxError } from "../protocol/errors";
import { boolean, emptyable, string, type Values } from "../protocol/params";
import { followInvoice } from "../subscriptions/follow-invoice";
import { finalizeInvoice } from "./finalize-invoice";

export const payShape = {
  forgive: boolean(),
  mandate: emptyable(string()),
  off_session: boolean(),
  paid_out_of_band: boolean(),
  payment_method: string(),
  source: string(),
};

/**
 * Pays an invoice on request; a draft is made final before. Gives the invoice, or the error to answer with
 * when an attempt was made and failed: it is kept. Throws 400 for what cannot be paid.
 */
export async function payInvoice(
  context: Context,
  before: Stripe.Invoice,
  params: Values<typeof payShape>,
): Promise<Stripe.Invoice | SandboxError> {
  if (before.status === "paid") throw invalid("Invoice is already paid");
  if (before.status === "void") {
    throw invalid("This invoice is void and can no longer be paid.");
  }
  const method = await readMethod(context, before, params);
  const invoice = before.status === "draft" ? await finalizeInvoice(context, before) : before;
  if (invoice.status === "paid") return settle(context, invoice);
  if (params.paid_out_of_band === true) {
    return settle(context, await payElsewhere(context, invoice));
  }
  return collect(context, invoice, { method, offSession: params.off_session ?? true });
}

async function collect(
  context: Context,
  invoice: Stripe.Invoice,
  options: CollectOptions,
): Promise<Stripe.Invoice | SandboxError> {
  const collection = await collectInvoice(context, invoice, options);
  if (collection.outcome === "no_method") return noMethod();
  const answer = await settle(context, collection.invoice);
  return collection.outcome === "paid" ? answer : collection.error;
}

/** Lets the subscription follow, and gives the invoice as it is then. */
async function settle(context: Context, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  await followInvoice(context, invoice);
  return (await context.books.find("invoice", invoice.id)) ?? invoice;
}

/** An invoice that was paid outside of Stripe: no charge is made, and its payment is canceled. */
async function payElsewhere(context: Context, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { books, now } = context;
  const paid: Stripe.Invoice = {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_paid_off_stripe: invoice.amount_remaining,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  };
  await books.put("invoice", paid);
  await cancelPayment(context, paid);
  return paid;
}

async function readMethod(
  context: Context,
  invoice: Stripe.Invoice,
  { payment_method: method, source }: Values<typeof payShape>,
): Promise<string | undefined> {
  const customer = idOf(invoice.customer) ?? "";
  if (method !== undefined) {
    if (source !== undefined) {
      throw invalid(
        "You may only specify one of these parameters: payment_method, source.",
        "payment_method",
        "parameters_exclusive",
      );
    }
    return requireOwnPaymentMethod(context, method, customer, "payment_method");
  }
  if (source === undefined) return undefined;
  const found = await context.books.find("source", source);
  const isOwn = found !== null && "customer" in found && idOf(found.customer) === customer;
  if (!isOwn) throw noSuchReference("source", source, "source");
  return source;
}

function noMethod(): SandboxError {
  return invalid(
    "There is no `default_payment_method` set on this Customer or Invoice. Please set either field prior to attempting payment.",
  );
}
