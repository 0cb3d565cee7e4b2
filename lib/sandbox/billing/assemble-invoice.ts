import type Stripe from "stripe";
import { idOf } from "../documents";
import { newId } from "../ids";
import { blankInvoice } from "./blank-invoice";
import { lineOfCharge, lineOfItem, type ProductNames } from "./invoice-lines";
import type { Charge } from "./proration";

/** What an invoice is made of. Times in unix seconds. */
export type InvoiceDraft = {
  subscription: Stripe.Subscription;
  customer: Stripe.Customer;
  /** Prorations first, then the period: Stripe's order. */
  items: readonly Stripe.InvoiceItem[];
  cycle: readonly Charge[];
  names: ProductNames;
  created: number;
  period: { start: number; end: number };
  reason: Stripe.Invoice.BillingReason;
  prorationDate?: number | undefined;
};

/**
 * A draft invoice with its lines and totals; preview and real invoice both begin so. The customer's
 * balance takes part as Stripe documents: credit pays first, debt is added, and a negative total
 * becomes credit.
 */
export function assembleInvoice(draft: InvoiceDraft, kind: "invoice" | "preview"): Stripe.Invoice {
  const { subscription, customer, names, created } = draft;
  const id = newId(kind);
  const lines = [
    ...draft.items.map((item) => lineOfItem(item, id)),
    ...draft.cycle.map((charge) => lineOfCharge(charge, subscription, id, names)),
  ];
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const settled = settleBalance(customer.balance, total);
  return {
    ...blankInvoice,
    id,
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    billing_reason: draft.reason,
    collection_method: subscription.collection_method,
    created,
    currency: subscription.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    default_payment_method: idOf(subscription.default_payment_method),
    ending_balance: settled.endingBalance,
    lines: { object: "list", data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(draft.prorationDate === undefined
          ? {}
          : { subscription_proration_date: draft.prorationDate }),
      },
    },
    period_end: draft.period.end,
    period_start: draft.period.start,
    starting_balance: customer.balance,
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

/** A negative balance is credit, a positive one debt; minor units. */
function settleBalance(balance: number, total: number) {
  if (total + balance <= 0) return { amountDue: 0, endingBalance: balance + total };
  return { amountDue: total + balance, endingBalance: 0 };
}
