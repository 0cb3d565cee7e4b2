import type { TestMerchant } from "./make-merchant";
import { makeCustomer, type TestCustomer } from "./make-session";

export type Invoiced = TestCustomer & { readonly invoice: string };

/** A customer with an open invoice of $5.00 that belongs to no subscription. */
export async function makeInvoiced(merchant: TestMerchant): Promise<Invoiced> {
  const customer = await makeCustomer(merchant);
  const { stripe } = merchant.account;
  await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "usd" });
  const { id: invoice = "" } = await stripe.invoices.create({
    customer: customer.id,
    auto_advance: false,
    pending_invoice_items_behavior: "include",
  });
  await stripe.invoices.finalizeInvoice(invoice);
  return { ...customer, invoice };
}
