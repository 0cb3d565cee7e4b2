import type Stripe from "stripe";
import { assembleInvoice } from "../billing/assemble-invoice";
import { draftInvoice } from "../billing/draft-invoice";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";
import { chargeStart } from "../subscriptions/charge-start";
import { beginSubscription } from "../subscriptions/create-subscription";
import type { Details, PreviewParams } from "./create-preview-params";
import { previewRecurring } from "./create-preview-recurring";

/** The first invoice of a subscription that does not exist yet. */
export async function previewNew(
  given: Context,
  customer: string,
  params: PreviewParams,
): Promise<Stripe.Invoice> {
  const all: Details = params.subscription_details ?? {};
  const { billing_cycle_anchor: anchor, start_date: start, ...details } = all;
  const items = details.items ?? [];
  if (items.some((item) => item.id !== undefined || item.deleted !== undefined)) {
    throw invalid("Items of a new subscription have no ids.", "subscription_details[items]");
  }
  const isLater = start !== undefined && start > given.now;
  const context = isLater ? { ...given, now: start } : given;
  const begun = await beginSubscription(
    context,
    {
      ...beginning(details),
      automatic_tax: params.automatic_tax,
      backdate_start_date: start !== undefined && start < given.now ? start : undefined,
      billing_cycle_anchor: anchor?.timestamp,
      currency: params.currency,
      discounts: params.discounts,
      on_behalf_of: params.on_behalf_of,
    },
    customer,
  );
  if (params.preview_mode === "recurring") return previewRecurring(context, begun);
  const draft = await draftInvoice(context, {
    subscription: begun,
    charges: [],
    cycle: chargeStart(begun, details.proration_behavior ?? "create_prorations"),
    created: context.now,
    period: { start: context.now, end: context.now },
    reason: "upcoming",
  });
  return assembleInvoice(draft, "preview");
}

function beginning(details: Details) {
  const {
    billing_mode,
    cancel_at,
    cancel_at_period_end,
    default_tax_rates,
    items,
    metadata,
    proration_behavior,
    trial_end,
  } = details;
  return {
    billing_mode,
    ...(cancel_at === null ? {} : { cancel_at }),
    cancel_at_period_end,
    default_tax_rates,
    items,
    metadata,
    proration_behavior,
    trial_end,
  };
}
