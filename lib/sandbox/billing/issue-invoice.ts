import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { randomText } from "../ids";
import { requireCustomer } from "../resources/find";
import { assembleInvoice, type InvoiceDraft } from "./assemble-invoice";
import { itemOfCharge, type ProductNames } from "./invoice-lines";
import type { Charge } from "./proration";

const daySeconds = 86400;

/** What is billed: `charges` become items beside those that wait already, `cycle` the period's lines. */
export type Billing = {
  subscription: Stripe.Subscription;
  charges: readonly Charge[];
  cycle: readonly Charge[];
  created: number;
  period: { start: number; end: number };
  reason: Stripe.Invoice.BillingReason;
  prorationDate?: number | undefined;
};

/** Loads what a draft needs: the customer, the product names and the items that wait. Writes nothing. */
export async function draftInvoice(context: Context, billing: Billing): Promise<InvoiceDraft> {
  const { books } = context;
  const { subscription, charges, cycle, created } = billing;
  const id = idOf(subscription.customer) ?? "";
  const customer = await requireCustomer(books, id);
  const names = await loadNames(context, [...charges, ...cycle]);
  const pending = await listPending(context, subscription);
  const items = charges.map((charge) => itemOfCharge(charge, subscription, created, names));
  return { ...billing, customer, names, items: [...pending, ...items] };
}

/**
 * Finalizes a draft at once, collects it from the default payment method if there is one, and writes
 * it with its items, its page and the customer's balance. Collecting never fails here.
 */
export async function issueInvoice(context: Context, draft: InvoiceDraft): Promise<Stripe.Invoice> {
  const { books, account } = context;
  const { customer, subscription, created } = draft;
  const invoice = assembleInvoice(draft, "invoice");
  const sequence = customer.next_invoice_sequence ?? 1;
  const token = randomText(32);
  const page = `${books.origin}/sandbox/invoices/${account.slice(0, 12)}/${token}`;
  const finalized: Stripe.Invoice = {
    ...invoice,
    number: `${customer.invoice_prefix ?? ""}-${String(sequence).padStart(4, "0")}`,
    status: "open",
    effective_at: created,
    due_date: dueDate(subscription, created),
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    status_transitions: { ...invoice.status_transitions, finalized_at: created },
  };
  const settled = await collect(context, finalized, subscription, customer);
  await books.put("invoice", settled);
  await books.put("invoice_page", { id: token, invoice: invoice.id });
  for (const item of draft.items) await books.put("invoiceitem", { ...item, invoice: invoice.id });
  await books.put("customer", {
    ...customer,
    balance: invoice.ending_balance ?? customer.balance,
    currency: invoice.currency,
    next_invoice_sequence: sequence + 1,
  });
  return settled;
}

/** Keeps charges for the next invoice of their subscription. */
export async function keepPending(
  context: Context,
  subscription: Stripe.Subscription,
  charges: readonly Charge[],
): Promise<void> {
  const names = await loadNames(context, charges);
  for (const charge of charges) {
    await context.books.put("invoiceitem", itemOfCharge(charge, subscription, context.now, names));
  }
}

/** Items that wait for this subscription's next invoice, oldest first. */
export async function listPending(
  context: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.InvoiceItem[]> {
  const filter = {
    customer: idOf(subscription.customer) ?? "",
    subscription: subscription.id,
    statuses: ["pending"],
  };
  return (await context.books.all("invoiceitem", filter)).toReversed();
}

/** The payment method Stripe would charge: the subscription's, else the customer's default. */
export function defaultMethodOf(
  subscription: Stripe.Subscription,
  customer: Stripe.Customer,
): string | null {
  return (
    idOf(subscription.default_payment_method) ??
    idOf(customer.invoice_settings.default_payment_method)
  );
}

/** An invoice paid in full at `time` (unix seconds). */
export function asPaid(invoice: Stripe.Invoice, time: number): Stripe.Invoice {
  return {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.attempt_count + (invoice.amount_due > 0 ? 1 : 0),
    auto_advance: false,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: time },
  };
}

async function collect(
  context: Context,
  invoice: Stripe.Invoice,
  subscription: Stripe.Subscription,
  customer: Stripe.Customer,
): Promise<Stripe.Invoice> {
  if (invoice.amount_due === 0) return asPaid(invoice, invoice.created);
  if (subscription.collection_method !== "charge_automatically") return invoice;
  const method = defaultMethodOf(subscription, customer);
  const isUsable = method !== null && (await context.books.find("payment_method", method)) !== null;
  return isUsable ? asPaid(invoice, invoice.created) : invoice;
}

function dueDate(subscription: Stripe.Subscription, created: number): number | null {
  if (subscription.collection_method !== "send_invoice") return null;
  return created + (subscription.days_until_due ?? 0) * daySeconds;
}

async function loadNames(context: Context, charges: readonly Charge[]): Promise<ProductNames> {
  const names = new Map<string, string>();
  for (const { price } of charges) {
    const id = idOf(price.product) ?? "";
    const product = names.has(id) ? null : await context.books.find("product", id);
    if (product !== null) names.set(id, product.name);
  }
  return names;
}
