import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { SandboxError } from "../protocol/errors";
import { nextAttempt } from "../time/retry-schedule";
import { confirmPayment, type PaymentOutcome } from "./confirm-payment";
import { findInstrument, type Instrument } from "./instrument";
import { defaultMethodFor, openPayment } from "./open-payment";
import { creditInvoice, markDelinquent, recordPayment } from "./record-payment";

export type CollectOptions = {
  /** The payment method to charge; undefined: the default one. */
  method?: string | undefined;
  /** The customer is not there to authenticate. */
  offSession?: boolean | undefined;
  /** Stripe's own attempt, on its schedule, and not a request's. */
  isAutomatic?: boolean | undefined;
  /** Where the customer comes back to after authenticating. */
  returnUrl?: string | undefined;
};

/** What became of an attempt. `invoice` is as it then stands, saved; `error` is what a request answers. */
export type Collection =
  | { outcome: "paid"; invoice: Stripe.Invoice }
  | { outcome: "no_method"; invoice: Stripe.Invoice }
  | { outcome: "declined" | "requires_action"; invoice: Stripe.Invoice; error: SandboxError };

/**
 * Tries to collect what an open invoice asks for, once, at the context's time. Leaves the subscription
 * alone: that is followInvoice's part. Nothing due: paid.
 */
export async function collectInvoice(
  context: Context,
  invoice: Stripe.Invoice,
  options: CollectOptions = {},
): Promise<Collection> {
  const { books, now } = context;
  if (invoice.amount_remaining <= 0) {
    const paid = { ...creditInvoice(invoice, 0, now), attempted: true };
    await books.put("invoice", paid);
    return { outcome: "paid", invoice: paid };
  }
  const isAutomatic = options.isAutomatic === true;
  const instrument = await chosen(context, invoice, options.method);
  if (instrument === null) return withoutMethod(context, invoice, isAutomatic);
  const intent = await intentOf(context, invoice, instrument);
  const result = await confirmPayment(context, intent, instrument, {
    isOffSession: options.offSession ?? isAutomatic,
    isOfInvoice: true,
    returnUrl: options.returnUrl,
  });
  const tried = withAttempt(invoice, isAutomatic);
  if (result.outcome === "succeeded") {
    const paid = await recordPayment(context, tried, result.intent);
    return { outcome: "paid", invoice: paid };
  }
  return refused(context, tried, result, isAutomatic);
}

async function chosen(
  context: Context,
  invoice: Stripe.Invoice,
  given: string | undefined,
): Promise<Instrument | null> {
  const id = given ?? (await defaultMethodFor(context, invoice));
  return id === null ? null : findInstrument(context.books, id);
}

/** The open default intent of an invoice, asking for what remains; opened now if there is none. */
async function intentOf(
  context: Context,
  invoice: Stripe.Invoice,
  { method }: Instrument,
): Promise<Stripe.PaymentIntent> {
  const found = await openIntent(context, invoice);
  if (found === null) await openPayment(context, invoice);
  const intent = found ?? (await openIntent(context, invoice));
  if (intent === null) throw new Error(`Invoice ${invoice.id} has no payment.`);
  const types = new Set([...intent.payment_method_types, method.type]);
  return { ...intent, amount: invoice.amount_remaining, payment_method_types: [...types] };
}

async function openIntent(
  { books }: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.PaymentIntent | null> {
  const payments = await books.all("invoice_payment", { parent: invoice.id });
  const open = payments.find((payment) => payment.is_default && payment.status === "open");
  const id = idOf(open?.payment.payment_intent);
  return id === null ? null : books.find("payment_intent", id);
}

/**
 * An automatic attempt without a payment method counts as one that failed, and is the last: "Stripe doesn't
 * retry payments if no payment methods are available" (docs: automate payment retries). A request's is none.
 */
async function withoutMethod(
  context: Context,
  invoice: Stripe.Invoice,
  isAutomatic: boolean,
): Promise<Collection> {
  if (!isAutomatic) return { outcome: "no_method", invoice };
  const tried = { ...withAttempt(invoice, isAutomatic), next_payment_attempt: null };
  await context.books.put("invoice", tried);
  await markDelinquent(context, tried, true);
  return { outcome: "no_method", invoice: tried };
}

async function refused(
  context: Context,
  tried: Stripe.Invoice,
  result: PaymentOutcome,
  isAutomatic: boolean,
): Promise<Collection> {
  const invoice = await keepFailed(context, tried, isAutomatic);
  if (result.outcome === "declined") return { outcome: "declined", invoice, error: result.error };
  context.books.announce("invoice.payment_action_required", invoice);
  const error = new SandboxError(402, {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice. For more details see: https://stripe.com/docs/billing/subscriptions/overview#requires-action",
    payment_intent: result.intent,
  });
  return { outcome: "requires_action", invoice, error };
}

async function keepFailed(
  context: Context,
  tried: Stripe.Invoice,
  isAutomatic: boolean,
): Promise<Stripe.Invoice> {
  const next = isAutomatic ? nextAttempt(tried, context.now) : tried.next_payment_attempt;
  const failed = { ...tried, next_payment_attempt: next };
  await context.books.put("invoice", failed);
  if (isAutomatic) await markDelinquent(context, failed, true);
  return failed;
}

/** The first attempt counts, whoever makes it; after it only Stripe's own do. */
function withAttempt(invoice: Stripe.Invoice, isAutomatic: boolean): Stripe.Invoice {
  const counts = isAutomatic || invoice.attempt_count === 0;
  return {
    ...invoice,
    attempted: true,
    attempt_count: invoice.attempt_count + (counts ? 1 : 0),
  };
}
