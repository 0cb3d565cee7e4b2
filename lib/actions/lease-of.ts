import type { LeaseKey } from "../db/leases";

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
