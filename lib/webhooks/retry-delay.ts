const [minute, hour] = [60, 3600];

/** Seconds after the first, second … failed attempt. */
const delays = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour] as const;

/** A delivery is tried so often, over 28 to 34 hours. */
export const mostAttempts = delays.length + 1;

/**
 * Seconds to wait after the failed attempt `attempt` (1 is the first); null when it was the last. Between 2 and 25 %
 * longer than planned, by `random` (0 to 1), so that what failed together does not come back together.
 */
export function retryDelay(attempt: number, random: number): number | null {
  const delay = delays[attempt - 1];
  return delay === undefined ? null : delay * (1.02 + random * 0.23);
}
