import { deleteOldIdempotencyKeys } from "../db/idempotency-keys";

/** How long the first answer to an idempotency key is given again. Stripe keeps it for 24 hours at least. */
export const keepAnswersSeconds = 72 * 3600;

/** Deletes idempotency keys that are new ones to whoever sends them now. */
export async function forgetOldAnswers(): Promise<void> {
  await deleteOldIdempotencyKeys(keepAnswersSeconds);
}
