import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { cancelPayment } from "../payments/open-payment";

/**
 * Keeps the default payment of an invoice at what remains to be paid, as Stripe does; when nothing
 * remains it is canceled (https://docs.stripe.com/api/invoice-payment/object#invoice_payment_object-is_default).
 */
export async function syncPayment(context: Context, invoice: Stripe.Invoice): Promise<void> {
  if (invoice.status === "paid") return cancelPayment(context, invoice);
  const { books } = context;
  const amount = invoice.amount_remaining;
  for (const payment of await books.all("invoice_payment", { parent: invoice.id })) {
    if (!payment.is_default || payment.status !== "open") continue;
    await books.put("invoice_payment", { ...payment, amount_requested: amount });
    const intent = await books.find("payment_intent", idOf(payment.payment.payment_intent) ?? "");
    if (intent !== null) await books.put("payment_intent", { ...intent, amount });
  }
}
