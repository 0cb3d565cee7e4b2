import type { Kind } from "../documents";
import { sdkReferences } from "./references.generated";

/** Under which kind an object of a type is kept; what is gone for others stays for those who refer to it. */
const kinds: { readonly [type: string]: Kind | readonly Kind[] } = {
  account: "account",
  balance_transaction: "balance_transaction",
  bank_account: "source",
  "billing.feedback_option": "feedback_option",
  "billing.meter": "meter",
  "billing_portal.configuration": "portal_configuration",
  card: "source",
  charge: "charge",
  coupon: ["coupon", "deleted_coupon"],
  credit_note: "credit_note",
  customer: "customer",
  customer_balance_transaction: "customer_balance_transaction",
  discount: ["discount", "ended_discount"],
  invoice: "invoice",
  payment_intent: "payment_intent",
  payment_method: "payment_method",
  price: "price",
  product: "product",
  promotion_code: "promotion_code",
  refund: "refund",
  setup_attempt: "setup_attempt",
  setup_intent: "setup_intent",
  source: "source",
  subscription: "subscription",
  subscription_schedule: "subscription_schedule",
  tax_id: "tax_id",
  "test_helpers.test_clock": "test_clock",
};

/**
 * The kinds that the id at a place may name; empty when it names what the sandbox does not have. Null: by the
 * SDK's types nothing there can be expanded.
 */
export function referenceAt(type: string, path: string): readonly Kind[] | null {
  const fields = pathsOf(type);
  if (!Object.hasOwn(fields, path)) return null;
  return [...new Set(fields[path]?.flatMap((named) => kinds[named] ?? []))];
}

/** Whether something below a place can be expanded. */
export function leadsToReference(type: string, path: string): boolean {
  return Object.keys(pathsOf(type)).some((name) => name.startsWith(`${path}.`));
}

function pathsOf(type: string) {
  return Object.hasOwn(sdkReferences, type) ? (sdkReferences[type] ?? {}) : {};
}
