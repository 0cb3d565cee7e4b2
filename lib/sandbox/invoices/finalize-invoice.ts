import type Stripe from "stripe";
import { settleBalance } from "../billing/settle-balance";
import { changeBalance } from "../customers/change-balance";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { randomText } from "../ids";
import { openPayment } from "../payments/open-payment";
import { customerFacts } from "./customer-facts";
import { issuerFacts } from "./issuer-facts";
import { replaceRevised } from "./revise-invoice";

/**
 * Makes a draft final at the context's time: its number, its page, what it repeats of the customer, the
 * customer's balance as a transaction. Gives it open with its payment, or paid when nothing is due; saved.
 * Collecting is another step.
 */
export async function finalizeInvoice(
  context: Context,
  draft: Stripe.Invoice,
): Promise<Stripe.Invoice> {
  const { books, now } = context;
  await replaceRevised(context, draft);
  const customer = await requireCustomer(books, idOf(draft.customer) ?? "");
  const sequence = customer.next_invoice_sequence ?? 1;
  const settled = settleBalance(customer.balance, draft.total, draft.currency);
  const invoice: Stripe.Invoice = {
    ...draft,
    ...(await customerFacts(books, customer)),
    ...(await issuerFacts(context, draft)),
    ...(await openHostedPage(context, draft.id)),
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    automatic_tax: withoutUnlocated(draft.automatic_tax),
    automatically_finalizes_at: null,
    effective_at: draft.effective_at ?? now,
    ending_balance: settled.endingBalance,
    last_finalization_error: null,
    number: draft.number ?? numberOf(customer, sequence),
    starting_balance: customer.balance,
    status: "open",
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  };
  await applyBalance(context, invoice, {
    ...customer,
    currency: customer.currency ?? invoice.currency,
    next_invoice_sequence: draft.number === null ? sequence + 1 : sequence,
  });
  if (invoice.amount_due === 0) return payNothing(context, invoice);
  await books.put("invoice", invoice);
  return openPayment(context, invoice);
}

/** Stripe marks what asks for nothing as paid at once: https://docs.stripe.com/invoicing/overview. */
async function payNothing(
  { books, now }: Context,
  invoice: Stripe.Invoice,
): Promise<Stripe.Invoice> {
  const paid: Stripe.Invoice = {
    ...invoice,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  };
  await books.put("invoice", paid);
  return paid;
}

/** What the balance gave or took, as transactions; too little to be charged becomes debt by one of its own. */
async function applyBalance(
  context: Context,
  invoice: Stripe.Invoice,
  customer: Stripe.Customer,
): Promise<void> {
  const { starting_balance: start, ending_balance: end } = invoice;
  const change = (end ?? start) - start;
  const applied = (end ?? 0) > 0 ? Math.max(-start, 0) : change;
  const refs = { invoice: invoice.id, currency: invoice.currency };
  await context.books.put("customer", customer);
  const after =
    applied === 0
      ? customer
      : await changeBalance(context, customer, applied, "applied_to_invoice", refs);
  const tooSmall = change - applied;
  if (tooSmall !== 0) await changeBalance(context, after, tooSmall, "invoice_too_small", refs);
}

async function openHostedPage({ books, account }: Context, invoice: string) {
  const token = randomText(32);
  await books.put("invoice_page", { id: token, invoice });
  const page = `${books.origin}/sandbox/invoices/${account.slice(0, 12)}/${token}`;
  return { hosted_invoice_url: page, invoice_pdf: `${page}/pdf` };
}

function numberOf(customer: Stripe.Customer, sequence: number): string {
  return `${customer.invoice_prefix ?? ""}-${String(sequence).padStart(4, "0")}`;
}

/** Stripe turns automatic tax off rather than leave an invoice of an unknown place unfinished. */
function withoutUnlocated(tax: Stripe.Invoice.AutomaticTax): Stripe.Invoice.AutomaticTax {
  if (!tax.enabled || tax.status !== "requires_location_inputs") return tax;
  const disabled_reason = "finalization_requires_location_inputs" as const;
  return { ...tax, disabled_reason, enabled: false, status: null };
}
