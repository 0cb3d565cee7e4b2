import type { PaymentMethodFact } from "../snapshot";
import type { Allowance } from "../view";
import { type Facts, findRefusal, type Rule } from "./rule";

type MethodFacts = Facts & { readonly method: PaymentMethodFact };

export const addPaymentMethodRules: readonly Rule<Facts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.payment_method_update.enabled,
  },
];

export const setDefaultRules: readonly Rule<MethodFacts>[] = [
  {
    reason: "feature_disabled",
    applies: ({ configuration: { features } }) => !features.payment_method_update.enabled,
  },
  {
    reason: "already_default",
    applies: ({ method, snapshot: { customer } }) => method.id === customer.defaultPaymentMethodId,
  },
];

/** Whether another payment method may be added. */
export function allowAddPaymentMethod(facts: Facts, rules = addPaymentMethodRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}

/** Whether a payment method may become the customer's default. */
export function allowSetDefault(facts: MethodFacts, rules = setDefaultRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
