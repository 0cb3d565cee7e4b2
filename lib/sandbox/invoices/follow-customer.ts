import type Stripe from "stripe";
import { settleBalance } from "../billing/settle-balance";

/**
 * A draft as its customer is now: "Until the invoice is finalized, this field will equal customer.email",
 * and so on, the balance too (https://docs.stripe.com/api/invoices/object). Final invoices stay as they are.
 */
export function followCustomer(
  invoice: Stripe.Invoice,
  customer: Stripe.Customer | Stripe.DeletedCustomer | null,
): Stripe.Invoice {
  if (invoice.status !== "draft" || customer === null || customer.deleted === true) return invoice;
  const { amountDue } = settleBalance(customer.balance, invoice.total, invoice.currency);
  return {
    ...invoice,
    amount_due: amountDue,
    amount_remaining: amountDue,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    starting_balance: customer.balance,
  };
}
