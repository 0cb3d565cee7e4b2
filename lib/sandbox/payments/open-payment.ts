import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { blankPaymentIntent } from "./blank-payment-intent";
import { defaultMethodOf } from "./default-method";
import { sharePayment } from "./share-payment";

/**
 * Opens the payment of a final invoice: its default payment intent, for what remains to be paid. Gives
 * the invoice, which itself does not change.
 */
export async function openPayment(
  context: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.Invoice> {
  const { books } = context;
  const isSent = invoice.collection_method === "send_invoice";
  const method = isSent ? null : await defaultMethodFor(context, invoice);
  const ofSubscription = invoice.parent?.subscription_details != null;
  const intent: Stripe.PaymentIntent = {
    ...blankPaymentIntent(context, invoice.amount_remaining, invoice.currency),
    ...(await sharePayment(context, invoice)),
    capture_method: "automatic",
    customer: idOf(invoice.customer),
    customer_account: invoice.customer_account,
    description: describePayment(invoice),
    on_behalf_of: idOf(invoice.on_behalf_of),
    payment_details: { customer_reference: idOf(invoice.customer), order_reference: invoice.id },
    payment_method: method,
    payment_method_types: invoice.payment_settings.payment_method_types ?? ["card"],
    setup_future_usage: ofSubscription ? "off_session" : null,
    statement_descriptor: invoice.statement_descriptor,
    status: method === null ? "requires_payment_method" : "requires_confirmation",
  };
  await books.put("payment_intent", intent);
  await linkPayment(context, invoice, intent, true);
  return invoice;
}

/** Says that an intent pays (a part of) an invoice: its invoice payment, open, saved. */
export async function linkPayment(
  { books, now }: Context,
  invoice: Stripe.Invoice,
  intent: Stripe.PaymentIntent,
  isDefault: boolean,
): Promise<Stripe.InvoicePayment> {
  const payment: Stripe.InvoicePayment = {
    id: newId("invoice_payment"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: intent.amount,
    created: now,
    currency: intent.currency,
    invoice: invoice.id,
    is_default: isDefault,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  };
  await books.put("invoice_payment", payment);
  await books.put("intent_invoice", { id: intent.id, invoice: invoice.id });
  return payment;
}

/** Cancels what is still open of an invoice's payments: it was voided, or paid in another way. */
export async function cancelPayment(
  { books, now }: Context,
  invoice: Stripe.Invoice,
): Promise<void> {
  for (const payment of await books.all("invoice_payment", { parent: invoice.id })) {
    if (payment.status !== "open") continue;
    const status_transitions = { ...payment.status_transitions, canceled_at: now };
    await books.put("invoice_payment", { ...payment, status: "canceled", status_transitions });
    const intent = await books.find("payment_intent", idOf(payment.payment.payment_intent) ?? "");
    if (intent === null || intent.status === "succeeded") continue;
    await books.put("payment_intent", {
      ...intent,
      canceled_at: now,
      cancellation_reason: invoice.status === "void" ? "void_invoice" : "automatic",
      next_action: null,
      status: "canceled",
    });
  }
}

/** The payment method Stripe would charge for an invoice; null: there is none. */
export async function defaultMethodFor(
  { books }: Context,
  invoice: Stripe.Invoice,
): Promise<string | null> {
  const own = idOf(invoice.default_payment_method) ?? idOf(invoice.default_source);
  if (own !== null) return own;
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  const subscription = id === null ? null : await books.find("subscription", id);
  const customer = await books.find("customer", idOf(invoice.customer) ?? "");
  // Invoices of a customer who was deleted may still be told to advance: there is nothing to charge.
  if (customer === null || customer.deleted === true) return null;
  return defaultMethodOf(subscription, customer);
}

function describePayment(invoice: Stripe.Invoice): string {
  if (invoice.parent?.subscription_details == null) return "Payment for Invoice";
  const isFirst = invoice.billing_reason === "subscription_create";
  return isFirst ? "Subscription creation" : "Subscription update";
}
