import { now } from "../clock";
import { deleteRateLimits } from "../db/rate-limits";

/** Deletes counts that ended an hour ago or longer. The limiter dates them by this process's clock. */
export async function forgetOldLimits(): Promise<void> {
  await deleteRateLimits(now().getTime() - 3_600_000);
}
