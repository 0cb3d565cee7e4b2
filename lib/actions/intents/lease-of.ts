import type { LeaseKey } from "../../db/leases";
import type { ActionInput, ActionName } from "../../portal/actions";
import type { Action } from "../action";

/**
 * The lease of an intent. It is always one of the intent's own customer: who names another's subscription
 * neither stands in its way nor learns from it that there is one.
 */
export function leaseOf(intent: {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly target: string;
}): LeaseKey {
  const { merchantId, livemode, customerId, target } = intent;
  return { merchantId, livemode, target: `${customerId} ${target}` };
}

/**
 * What an intent excludes others from: actions on one subscription exclude each other; the customer's own settings are
 * one target more, and so is whatever begins something new.
 */
export function leaseTarget<Name extends ActionName>(
  { targetOf, excludesAll = false }: Action<Name>,
  input: ActionInput<Name>,
  customerId: string,
): string {
  const target = targetOf(input);
  return target?.startsWith("sub_") && !excludesAll ? target : customerId;
}
