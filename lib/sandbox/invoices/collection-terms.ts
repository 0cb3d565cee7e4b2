import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import type { InvoiceParams } from "./invoice-params";

const daySeconds = 86_400;
const hourSeconds = 3600;
const fiveYears = 5 * 366 * daySeconds;

/**
 * How and when a draft is finalized, collected and due, all in unix seconds. `auto_advance` finalizes it
 * an hour after it was made unless the request says when; what is charged is tried then.
 * (https://docs.stripe.com/invoicing/integration/automatic-advancement-collection)
 */
export function changeCollection(before: Stripe.Invoice, params: InvoiceParams, now: number) {
  const method = params.collection_method ?? before.collection_method;
  const at = params.automatically_finalizes_at;
  if (at !== undefined && (at < now || at > now + fiveYears)) {
    throw invalid(
      "`automatically_finalizes_at` must be in the future, and at most 5 years ahead.",
      "automatically_finalizes_at",
    );
  }
  const isAdvanced =
    params.auto_advance ?? (at === undefined ? before.auto_advance === true : true);
  const finalizes = at ?? before.automatically_finalizes_at ?? now + hourSeconds;
  return {
    auto_advance: isAdvanced,
    automatically_finalizes_at: isAdvanced ? finalizes : null,
    collection_method: method,
    due_date: changeDueDate(before, params, method),
    next_payment_attempt: isAdvanced && method === "charge_automatically" ? finalizes : null,
  } satisfies Partial<Stripe.Invoice>;
}

function changeDueDate(
  before: Stripe.Invoice,
  { due_date: date, days_until_due: days }: InvoiceParams,
  method: Stripe.Invoice.CollectionMethod,
): number | null {
  const param = date === undefined ? "days_until_due" : "due_date";
  const isGiven = date !== undefined || days !== undefined;
  if (date !== undefined && days !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: due_date, days_until_due.",
      "due_date",
      "parameters_exclusive",
    );
  }
  if (method !== "send_invoice") {
    if (!isGiven) return null;
    throw invalid(
      `You can only set \`${param}\` if \`collection_method\` is set to \`send_invoice\`.`,
      param,
    );
  }
  if (date !== undefined && date < before.created) {
    throw invalid("The due date must be in the future.", "due_date");
  }
  const due = date ?? (days === undefined ? before.due_date : before.created + days * daySeconds);
  if (due !== null) return due;
  throw invalid(
    "If `collection_method` is `send_invoice`, you must provide either `due_date` or `days_until_due`.",
    "days_until_due",
    "parameter_missing",
  );
}
