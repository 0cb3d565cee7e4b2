import type { SessionTimes } from "../db/kept-sessions";

/** Seconds. Stripe's own figures for the first two: unused 5 minutes, idle 1 hour; the last is ours. */
export const lifetimes = {
  unusedSeconds: 300,
  idleSeconds: 3600,
  absoluteSeconds: 4 * 3600,
} as const;

export type SessionState = "unused" | "active" | "idle" | "expired" | "revoked";

/**
 * The state of a session, derived from its timestamps and never stored. Revocation outranks expiry;
 * `idle` and `expired` both mean over: the first for want of activity, the second by age or because the
 * customer logged out.
 */
export function sessionState(times: SessionTimes): SessionState {
  const { createdAt, redeemedAt, lastActiveAt, endedAt, revokedAt, databaseNow } = times;
  if (revokedAt !== null) return "revoked";
  if (endedAt !== null) return "expired";
  if (redeemedAt === null) {
    return age(createdAt, databaseNow) < lifetimes.unusedSeconds ? "unused" : "expired";
  }
  if (age(redeemedAt, databaseNow) >= lifetimes.absoluteSeconds) return "expired";
  return age(lastActiveAt ?? redeemedAt, databaseNow) < lifetimes.idleSeconds ? "active" : "idle";
}

function age(since: Date, now: Date): number {
  return (now.getTime() - since.getTime()) / 1000;
}
