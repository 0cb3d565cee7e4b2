import type Stripe from "stripe";
import { assembleInvoice, type InvoiceDraft } from "../billing/assemble-invoice";
import type { Context } from "../endpoint";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { issueInvoice, saveDraft } from "../invoices/issue-invoice";
import type { Collection } from "../payments/collect-invoice";
import { defaultMethodOf } from "../payments/default-method";
import { invalid, SandboxError } from "../protocol/errors";
import { letRest } from "../time/let-rest";

export type PaymentTerms = {
  behavior?: string | undefined;
  offSession?: boolean | undefined;
  /** Whether Stripe tries again by itself: not for first invoices and pending updates. */
  isRetried: boolean;
};

/**
 * Bills a change of a subscription at once, as `payment_behavior` says. Gives the invoice as it then is,
 * or null when there is nothing on it. Throws 402 for `error_if_incomplete` and no payment, 400 when
 * there is nothing to pay with.
 */
export async function issueChange(
  context: Context,
  draft: InvoiceDraft,
  terms: PaymentTerms,
): Promise<Stripe.Invoice | null> {
  if (draft.lines.length === 0) return null;
  if (isLeft(draft.subscription) || context.schedule !== undefined) {
    return letRest(context, await saveDraft(context, draft), draft.subscription);
  }
  if (terms.behavior === "default_incomplete") {
    return finalizeInvoice(context, await saveDraft(context, draft));
  }
  requireMethod(draft);
  const collection = await issueInvoice(context, draft, {
    offSession: terms.offSession,
    isAutomatic: terms.isRetried,
  });
  if (terms.behavior === "error_if_incomplete") requirePaid(collection);
  return collection.invoice;
}

/**
 * Only automatic invoices are final within the request: one to be sent is a draft for an hour, and what
 * comes while collection is paused or nobody pays is left as a renewal's would be.
 */
function isLeft(subscription: Stripe.Subscription): boolean {
  const { collection_method: method, pause_collection: pause, status } = subscription;
  return method === "send_invoice" || pause !== null || status === "unpaid";
}

/** Whether an invoice that was issued waits for money that should have come at once. */
export function isUnpaid(invoice: Stripe.Invoice | null): boolean {
  return invoice?.status === "open" && invoice.collection_method === "charge_automatically";
}

function requireMethod(draft: InvoiceDraft): void {
  const { subscription, customer } = draft;
  if (defaultMethodOf(subscription, customer) !== null) return;
  if (assembleInvoice(draft, "preview").amount_due === 0) return;
  throw invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
    undefined,
    "resource_missing",
  );
}

function requirePaid(collection: Collection): void {
  if (collection.outcome === "declined") throw collection.error;
  if (collection.outcome !== "requires_action") return;
  throw new SandboxError(402, {
    ...collection.error.body,
    code: "subscription_payment_intent_requires_action",
    message:
      "Payment for this subscription requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with `subscription.latest_invoice`. For more details see: https://stripe.com/docs/billing/subscriptions/overview#requires-action",
  });
}
