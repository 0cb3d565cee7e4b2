import type Stripe from "stripe";
import { loadTaxIds } from "../billing/load-terms";
import type { Books } from "../books";
import { idOf } from "../documents";

/**
 * What an invoice repeats of its customer. A draft follows the customer; with finalization it stays
 * (https://docs.stripe.com/api/invoices/object#invoice_object-customer_address).
 */
export async function customerFacts(books: Books, customer: Stripe.Customer) {
  const taxIds = await loadTaxIds(books, customer);
  return {
    customer: customer.id,
    customer_account: customer.customer_account ?? null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: taxIds.map(({ type, value }) => ({ type, value })),
    test_clock: idOf(customer.test_clock),
  } satisfies Partial<Stripe.Invoice>;
}
