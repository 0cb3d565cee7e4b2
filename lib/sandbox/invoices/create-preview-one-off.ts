import type Stripe from "stripe";
import { lineOfItem } from "../billing/invoice-lines";
import { retotalInvoice } from "../billing/retotal-invoice";
import { readDiscounts } from "../discounts/read-discounts";
import { saveDiscounts } from "../discounts/save-discounts";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { blankDraft } from "./create-invoice";
import type { PreviewParams } from "./create-preview-params";
import { noUpcoming } from "./create-preview-subject";

/** The invoice of what waits for a customer without a subscription that goes on. */
export async function previewOneOff(
  context: Context,
  customerId: string,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  const { books } = context;
  const customer = await requireCustomer(books, customerId);
  const waiting = await books.all("invoiceitem", { customer: customerId, statuses: ["pending"] });
  const currency = params.currency ?? waiting[0]?.currency;
  const items = waiting.filter((item) => item.currency === currency);
  if (items.length === 0) throw noUpcoming(customerId);
  const blank = await blankDraft(context, customer, null, currency);
  const owner = { customer: customerId, currency: blank.currency };
  const loaded = await readDiscounts(context, params.discounts, owner, "discounts");
  const given =
    params.discounts === undefined ? blank.discounts : await saveDiscounts(context, loaded);
  const enabled = params.automatic_tax?.enabled ?? blank.automatic_tax.enabled;
  const draft = { ...blank, automatic_tax: { ...blank.automatic_tax, enabled }, discounts: given };
  return retotalInvoice(
    context,
    draft,
    items.map((item) => lineOfItem(item, draft.id)),
  );
}
