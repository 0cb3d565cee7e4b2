import type Stripe from "stripe";

/** A finalised invoice of no subscription, over nine dollars; gives its id. */
export async function billOnce(stripe: Stripe, customer: string): Promise<string> {
  const { id = "" } = await stripe.invoices.create({ customer, auto_advance: false });
  await stripe.invoiceItems.create({ customer, invoice: id, amount: 900, currency: "usd" });
  await stripe.invoices.finalizeInvoice(id);
  return id;
}
