import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { readParty } from "../subscriptions/change-parties";
import { atTimeOf } from "../time/at-time-of";
import { supposeCustomer } from "./create-preview-customer";
import { supposeItems } from "./create-preview-items";
import { previewNew } from "./create-preview-new";
import { previewOneOff } from "./create-preview-one-off";
import type { PreviewParams } from "./create-preview-params";
import { previewSchedule } from "./create-preview-schedule";
import { findSubject, refuseMixed } from "./create-preview-subject";
import { previewChange } from "./create-preview-subscription";
import { issuerFacts } from "./issuer-facts";

/**
 * The invoice that a change, or time alone, would bring. It is tried out in books that nobody keeps, with
 * the functions that the real thing uses. Throws 404 `invoice_upcoming_none` when nothing will be billed.
 */
export async function createPreview(
  given: Context,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  refuseMixed(params);
  const tried: Context = { ...given, books: given.books.scratch() };
  const subject = await findSubject(tried, params);
  const context = await atTimeOf(tried, subject.customer.id);
  await supposeCustomer(context, subject.customer, params);
  const { subscription } = subject;
  const isOwn = subscription !== null || subject.kind === "one-off";
  if (isOwn) await supposeItems(context, subject, params);
  const invoice = await previewOf(context, subject, params);
  const { issuer } = params;
  const preview: Stripe.Invoice = {
    ...asPreview(invoice),
    customer: subject.isKnown ? subject.customer.id : null,
    ...(issuer === undefined ? {} : { issuer: await readParty(context, issuer, "issuer") }),
  };
  return { ...preview, ...(await issuerFacts(context, preview)) };
}

async function previewOf(
  context: Context,
  subject: Awaited<ReturnType<typeof findSubject>>,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  switch (subject.kind) {
    case "change":
      return previewChange(context, subject.subscription, params);
    case "schedule":
      return previewSchedule(context, subject, params);
    case "new":
      return previewNew(context, subject.customer.id, params);
    default:
      return previewOneOff(context, subject.customer.id, params);
  }
}

/** The invoice as previews are answered: a draft with an id of its own that nothing can be done with. */
function asPreview(invoice: Stripe.Invoice): Stripe.Invoice {
  const id = newId("preview");
  const data = invoice.lines.data.map((line) => ({ ...line, invoice: id }));
  const isCharged = invoice.collection_method === "charge_automatically";
  return {
    ...invoice,
    id,
    amount_paid: 0,
    amount_remaining: invoice.amount_due,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: "upcoming",
    due_date: null,
    effective_at: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: { ...invoice.lines, data, url: `/v1/invoices/${id}/lines` },
    next_payment_attempt: isCharged ? invoice.created + 3600 : null,
    number: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    webhooks_delivered_at: null,
  };
}
