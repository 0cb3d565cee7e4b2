import type { SubscriptionFact } from "./snapshot";

/** A pause is written within minutes of its preview, or of the repeated call; clocks differ by less. */
const slackSeconds = 1800;

/**
 * Whether a subscription is still in the pause that was confirmed at `confirmedAt` (Unix seconds, by the customer's
 * time). Somebody may have resumed it elsewhere and paused it again for a reason of their own.
 */
export function isSamePause(
  { status, pausedAt }: Pick<SubscriptionFact, "status" | "pausedAt">,
  confirmedAt: number,
): boolean {
  if (status !== "paused") return false;
  return pausedAt === null || Math.abs(pausedAt - confirmedAt) <= slackSeconds;
}
