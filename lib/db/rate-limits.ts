import { database } from "./client";

/** Deletes the counts whose window ended before `before` (milliseconds of the epoch). Belong to no merchant. */
export async function deleteRateLimits(before: number): Promise<void> {
  await database().$executeRaw`DELETE FROM rate_limits WHERE expire < ${before}`;
}
