import type Stripe from "stripe";
import { idOf } from "../documents";
import { newId } from "../ids";
import { blankInvoice } from "./blank-invoice";
import type { InvoiceTerms, PricedLine } from "./invoice-terms";
import type { Charge } from "./proration";
import { totalInvoice } from "./total-invoice";

/** What an invoice is made of. Times in unix seconds. */
export type InvoiceDraft = {
  subscription: Stripe.Subscription;
  customer: Stripe.Customer;
  /** The invoice items it takes up, newest first; they are among its lines. */
  items: readonly Stripe.InvoiceItem[];
  /** What the period is charged with. */
  cycle: readonly Charge[];
  /** Invoice items first, then the period: Stripe's order. */
  lines: readonly PricedLine[];
  terms: InvoiceTerms;
  taxIds: readonly { type: Stripe.TaxId.Type; value: string }[];
  created: number;
  period: { start: number; end: number };
  reason: Stripe.Invoice.BillingReason;
  prorationDate?: number | undefined;
};

/** A draft invoice with its lines and totals; preview and real invoice both begin so. */
export function assembleInvoice(draft: InvoiceDraft, kind: "invoice" | "preview"): Stripe.Invoice {
  const { subscription, customer, created } = draft;
  const id = newId(kind);
  const bare: Stripe.Invoice = {
    ...blankInvoice,
    id,
    ...ofCustomer(draft),
    ...ofSubscription(subscription),
    amount_due: 0,
    amount_remaining: 0,
    billing_reason: draft.reason,
    created,
    ending_balance: null,
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: {
      type: "subscription_details",
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(kind === "preview" ? prorationDateOf(draft) : {}),
      },
    },
    period_end: draft.period.end,
    period_start: draft.period.start,
    starting_balance: customer.balance,
    subtotal: 0,
    subtotal_excluding_tax: 0,
    total: 0,
    total_excluding_tax: 0,
  };
  return totalInvoice(bare, linkLines(draft, id), draft.terms, customer.balance);
}

/** Stripe: only set for upcoming invoices that preview prorations. */
function prorationDateOf({ items, prorationDate: date }: InvoiceDraft) {
  const isProrated = items.some((item) => item.proration);
  return date === undefined || !isProrated ? {} : { subscription_proration_date: date };
}

function ofCustomer({ customer, taxIds }: InvoiceDraft) {
  const { custom_fields: fields, footer } = customer.invoice_settings;
  return {
    custom_fields: fields,
    customer: customer.id,
    customer_account: customer.customer_account ?? null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: taxIds.map(({ type, value }) => ({ type, value })),
    footer,
    test_clock: idOf(customer.test_clock),
  };
}

function ofSubscription(subscription: Stripe.Subscription) {
  const { invoice_settings: settings, payment_settings: payment } = subscription;
  return {
    ...(settings.account_tax_ids === null
      ? {}
      : { account_tax_ids: settings.account_tax_ids.map((id) => idOf(id) ?? "") }),
    ...(settings.custom_fields === null ? {} : { custom_fields: settings.custom_fields }),
    ...(settings.footer === null ? {} : { footer: settings.footer }),
    automatic_tax: {
      ...blankInvoice.automatic_tax,
      liability: subscription.automatic_tax.liability,
    },
    collection_method: subscription.collection_method,
    currency: subscription.currency,
    default_payment_method: idOf(subscription.default_payment_method),
    default_source: idOf(subscription.default_source),
    description: settings.description,
    issuer: settings.issuer,
    on_behalf_of: idOf(subscription.on_behalf_of),
    payment_settings: {
      default_mandate: null,
      payment_method_options: methodOptions(payment?.payment_method_options ?? null),
      payment_method_types: payment?.payment_method_types ?? null,
    },
  };
}

/** An invoice is paid once: what only mandates know stays with the subscription. */
function methodOptions(
  options: Stripe.Subscription.PaymentSettings.PaymentMethodOptions | null,
): Stripe.Invoice.PaymentSettings.PaymentMethodOptions | null {
  if (options === null) return null;
  const { blik, card, pix, ...rest } = options;
  const common = {
    ...rest,
    ...(blik && { blik: {} }),
    card: card && { request_three_d_secure: card.request_three_d_secure },
  };
  if (pix === null) return { ...common, pix };
  const { mandate_options: mandate, ...terms } = pix;
  return {
    ...common,
    pix: { ...terms, amount_includes_iof: mandate?.amount_includes_iof ?? null },
  };
}

/** Names the invoice on its lines; a credit whose debit stands on the same invoice points at its line. */
function linkLines({ items, lines }: InvoiceDraft, invoice: string): PricedLine[] {
  const lineOf = new Map(lines.map(({ line }) => [itemOf(line), line.id]));
  const credited = new Map<string, string>();
  for (const item of items) {
    const debit = item.proration_details?.credited_items?.invoice_item;
    const line = debit === undefined ? undefined : lineOf.get(debit);
    if (line !== undefined) credited.set(item.id, line);
  }
  return lines.map((one) => {
    const named = { ...one.line, invoice };
    const debit = credited.get(itemOf(named) ?? "");
    if (debit === undefined) return { ...one, line: named };
    return { ...one, line: withCredited(named, { invoice, invoice_line_items: [debit] }) };
  });
}

function itemOf({ parent }: Stripe.InvoiceLineItem): string | null {
  return parent?.subscription_item_details?.invoice_item ?? null;
}

function withCredited(
  line: Stripe.InvoiceLineItem,
  credited: { invoice: string; invoice_line_items: string[] },
): Stripe.InvoiceLineItem {
  const details = line.parent?.subscription_item_details;
  if (!line.parent || !details) return line;
  const linked = { ...details, proration_details: { credited_items: credited } };
  return { ...line, parent: { ...line.parent, subscription_item_details: linked } };
}
