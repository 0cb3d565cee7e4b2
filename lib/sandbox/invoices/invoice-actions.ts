import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { boolean, string } from "../protocol/params";
import { followInvoice } from "../subscriptions/follow-invoice";
import { atTimeOf } from "../time/at-time-of";
import { attachPayment } from "./attach-payment";
import { finalizeInvoice } from "./finalize-invoice";
import { markUncollectible } from "./mark-uncollectible";
import { payInvoice, payShape } from "./pay-invoice";
import { requireDraft } from "./require-status";
import { changeAdvance } from "./update-invoice";
import { voidInvoice } from "./void-invoice";

/** What can be done with an invoice: each moves it from one status to another. */
export const invoiceActionEndpoints = [
  endpoint("POST", "/v1/invoices/:id/finalize", { auto_advance: boolean() }, async (given) => {
    const { call, invoice } = await enter(given);
    requireDraft(
      invoice,
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
    );
    requireLocated(invoice);
    const advance = changeAdvance(invoice, call.params.auto_advance, call.now);
    return followed(call, await finalizeInvoice(call, { ...invoice, ...advance }));
  }),
  endpoint("POST", "/v1/invoices/:id/pay", payShape, async (given) => {
    const { call, invoice } = await enter(given);
    return payInvoice(call, invoice, call.params);
  }),
  endpoint("POST", "/v1/invoices/:id/void", {}, async (given) => {
    const { call, invoice } = await enter(given);
    return followed(call, await voidInvoice(call, invoice));
  }),
  endpoint("POST", "/v1/invoices/:id/mark_uncollectible", {}, async (given) => {
    const { call, invoice } = await enter(given);
    return followed(call, await markUncollectible(call, invoice));
  }),
  endpoint("POST", "/v1/invoices/:id/send", {}, async (given) => {
    const { call, invoice } = await enter(given);
    if (invoice.status === "void") throw invalid("You cannot send an invoice that is void.");
    const final =
      invoice.status === "draft"
        ? await followed(call, await finalizeInvoice(call, invoice))
        : invoice;
    call.books.announce("invoice.sent", final);
    return final;
  }),
  endpoint(
    "POST",
    "/v1/invoices/:id/attach_payment",
    { payment_intent: string(), payment_record: string() },
    async (given) => {
      const { call, invoice } = await enter(given);
      return followed(call, await attachPayment(call, invoice, call.params));
    },
  ),
];

/** The invoice of a path, and the call at its customer's time. */
async function enter<P>(given: Call<P>): Promise<{ call: Call<P>; invoice: Stripe.Invoice }> {
  const invoice = await requireDocument(given.books, "invoice", given.id);
  return { call: await atTimeOf(given, idOf(invoice.customer)), invoice };
}

/** Lets the subscription follow, and gives the invoice as it is then. */
async function followed(context: Context, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  await followInvoice(context, invoice);
  return (await context.books.find("invoice", invoice.id)) ?? invoice;
}

function requireLocated({ automatic_tax: tax }: Stripe.Invoice): void {
  if (!tax.enabled || tax.status !== "requires_location_inputs") return;
  throw invalid(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    undefined,
    "customer_tax_location_invalid",
  );
}
