import { listPlannedResumes } from "../db/planned-resumes";
import { isSamePause } from "../portal/is-same-pause";
import type { SubscriptionFact } from "../portal/snapshot";

type Owner = Parameters<typeof listPlannedResumes>[0];

/**
 * The subscriptions with the date at which we end a pause that Stripe itself has no end of. Asked of the database
 * only where something is paused so; what is painted from a kept snapshot asks nothing.
 */
export async function withPlannedResumes(
  owner: Owner,
  subscriptions: readonly SubscriptionFact[],
): Promise<SubscriptionFact[]> {
  if (!subscriptions.some(({ status }) => status === "paused")) return [...subscriptions];
  const plans = await listPlannedResumes(owner);
  return subscriptions.map((fact) => {
    const plan = plans.find(({ subscriptionId }) => subscriptionId === fact.id);
    if (plan === undefined || !isSamePause(fact, plan.confirmedAt)) return fact;
    return { ...fact, resumesAt: plan.resumeAt };
  });
}
