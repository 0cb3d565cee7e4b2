import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";

/** `invoice.payments`, which is answered when it is expanded: the first ten, newest first. */
export async function loadPayments({ id }: { id: string }, books: Books) {
  const { data, hasMore } = await books.list("invoice_payment", { parent: id }, { limit: 10 });
  const url = `/v1/invoice_payments?invoice=${id}`;
  return { object: "list" as const, data, has_more: hasMore, url };
}

/** `invoice.confirmation_secret`: that of the payment intent made with finalization; null while a draft. */
export async function loadConfirmationSecret(
  { id }: { id: string },
  books: Books,
): Promise<Stripe.Invoice.ConfirmationSecret | null> {
  const payments = await books.all("invoice_payment", { parent: id });
  const payment = payments.find((one) => one.is_default);
  const intent = await books.find("payment_intent", idOf(payment?.payment.payment_intent) ?? "");
  const secret = intent?.client_secret;
  return secret ? { client_secret: secret, type: "payment_intent" } : null;
}
