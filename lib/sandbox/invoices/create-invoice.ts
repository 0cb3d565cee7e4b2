import type Stripe from "stripe";
import { blankInvoice } from "../billing/blank-invoice";
import { lineOfItem } from "../billing/invoice-lines";
import { currency } from "../catalogue/params";
import { resolveCustomer } from "../customers/resolve-customer";
import { consumeDiscounts } from "../discounts/consume-discounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { hash, oneOf, required, string, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { changeDraft } from "./change-invoice";
import { copyRevised } from "./copy-revised";
import { customerFacts } from "./customer-facts";
import { keepLines } from "./draft-lines";
import { invoiceShape } from "./invoice-params";

export const createShape = {
  ...invoiceShape,
  currency: currency(),
  customer: string(),
  customer_account: string(),
  from_invoice: hash({
    action: required(oneOf("revision")),
    invoice: required(string()),
  }),
  pending_invoice_items_behavior: oneOf("exclude", "include"),
  subscription: string(),
};
type Params = Values<typeof createShape>;

/** Makes a draft of what waits for a customer or subscription, of another invoice, or with no lines. */
export async function createInvoice(context: Context, params: Params): Promise<Stripe.Invoice> {
  const { from_invoice: from } = params;
  if (from !== undefined) return copyRevised(context, from.invoice, params);
  const { customer, subscription } = await findSubject(context, params);
  const call = await atTimeOf(context, customer.id);
  const items = await findItems(call, customer, subscription, params);
  const blank = await blankDraft(
    call,
    customer,
    subscription,
    items[0]?.currency ?? params.currency,
  );
  const draft = await changeDraft(call, blank, params);
  const invoice = await keepLines(
    call,
    draft,
    items.map((item) => lineOfItem(item, draft.id)),
  );
  for (const item of items) await call.books.put("invoiceitem", { ...item, invoice: invoice.id });
  await consumeDiscounts(call, invoice);
  return invoice;
}

/** An empty draft of a customer. Its discounts are the subscription's, or else the customer's. */
export async function blankDraft(
  { books, now }: Context,
  customer: Stripe.Customer,
  subscription: Stripe.Subscription | null,
  given: string | undefined,
): Promise<Stripe.Invoice> {
  const id = newId("invoice");
  const inherited = customer.discount ? [customer.discount.id] : [];
  const own = (subscription?.discounts ?? []).map((discount) => idOf(discount) ?? "");
  return {
    ...blankInvoice,
    ...(await customerFacts(books, customer)),
    id,
    amount_due: 0,
    amount_remaining: 0,
    auto_advance: false,
    billing_reason: "manual",
    collection_method: subscription?.collection_method ?? "charge_automatically",
    created: now,
    currency: given ?? subscription?.currency ?? customer.currency ?? "usd",
    custom_fields: customer.invoice_settings.custom_fields,
    default_payment_method: idOf(subscription?.default_payment_method),
    discounts: own.length > 0 ? own : inherited,
    ending_balance: null,
    footer: customer.invoice_settings.footer,
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: subscription === null ? null : parentOf(subscription),
    period_end: now,
    period_start: now,
    starting_balance: customer.balance,
    subtotal: 0,
    subtotal_excluding_tax: 0,
    total: 0,
    total_excluding_tax: 0,
  };
}

function parentOf(subscription: Stripe.Subscription): Stripe.Invoice.Parent {
  return {
    type: "subscription_details",
    quote_details: null,
    subscription_details: {
      metadata: subscription.metadata,
      subscription: subscription.id,
    },
  };
}

async function findSubject({ books }: Context, params: Params) {
  const { subscription: id } = params;
  if (id === undefined)
    return { customer: await resolveCustomer(books, params), subscription: null };
  const subscription = await requireDocument(books, "subscription", id, "subscription");
  const owner = idOf(subscription.customer) ?? "";
  const isNamed = params.customer !== undefined || params.customer_account !== undefined;
  const customer = await resolveCustomer(books, isNamed ? params : { customer: owner });
  if (customer.id !== owner) throw noSuchReference("subscription", id, "subscription");
  return { customer, subscription };
}

/** What waits, newest first: a subscription's own, or all of a customer's in the invoice's currency. */
async function findItems(
  { books }: Context,
  customer: Stripe.Customer,
  subscription: Stripe.Subscription | null,
  params: Params,
): Promise<Stripe.InvoiceItem[]> {
  const behavior = params.pending_invoice_items_behavior;
  if (behavior === "exclude" || (behavior === undefined && subscription === null)) return [];
  const pending = await books.all("invoiceitem", {
    customer: customer.id,
    subscription: subscription?.id,
    statuses: ["pending"],
  });
  if (subscription !== null && pending.length === 0) {
    throw invalid(
      "Nothing to invoice for subscription",
      "subscription",
      "invoice_no_subscription_line_items",
    );
  }
  const wanted = params.currency ?? pending[0]?.currency;
  return pending.filter((item) => item.currency === wanted);
}
