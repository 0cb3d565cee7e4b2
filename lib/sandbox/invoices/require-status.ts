import type Stripe from "stripe";
import { invalid } from "../protocol/errors";

/** The invoice when its status is one of these. Throws 400 `status_transition_invalid`. */
export function requireOpen(
  invoice: Stripe.Invoice,
  statuses: readonly Stripe.Invoice.Status[] = ["open"],
): Stripe.Invoice {
  if (invoice.status !== null && statuses.includes(invoice.status)) return invoice;
  throw invalid(
    "You can only pass in open invoices. This invoice isn't open.",
    undefined,
    "status_transition_invalid",
  );
}

/** The invoice when it is a draft. Throws 400 `invoice_not_editable`. */
export function requireDraft(
  invoice: Stripe.Invoice,
  message = "This invoice is no longer editable.",
  param?: string,
): Stripe.Invoice {
  if (invoice.status === "draft") return invoice;
  throw invalid(message, param, "invoice_not_editable");
}
