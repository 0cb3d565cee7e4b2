import type { SubscriptionFact } from "../../portal/snapshot";

/** With a schedule attached Stripe plans and takes back no end: our own lets go of the subscription before that. */
export function releaseFirst({ scheduleId, isScheduleOurs }: SubscriptionFact) {
  if (scheduleId === null || !isScheduleOurs) return {};
  const method = "subscription_schedules.release" as const;
  return { first: { method, id: scheduleId, params: {} } };
}
