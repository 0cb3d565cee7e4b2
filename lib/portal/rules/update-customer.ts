import type { BillingField, BillingView } from "../view";
import { type Facts, findRefusal, type Rule } from "./rule";

/** Shipping and tax ids may be named by a configuration, but cannot be changed here yet. */
const billingFields: readonly BillingField[] = ["name", "email", "phone", "address"];

export const updateCustomerRules: readonly Rule<Facts>[] = [
  { reason: "feature_disabled", applies: (facts) => listFields(facts).length === 0 },
];

/** Which parts of their billing information a customer may change. */
export function allowUpdateCustomer(
  facts: Facts,
  rules = updateCustomerRules,
): BillingView["actions"]["update_customer"] {
  return findRefusal(rules, facts) ?? { allowed: true, fields: listFields(facts) };
}

function listFields({ configuration: { features } }: Pick<Facts, "configuration">): BillingField[] {
  const { enabled, allowed_updates: allowed } = features.customer_update;
  if (!enabled) return [];
  return billingFields.filter((field) => allowed.includes(field));
}
