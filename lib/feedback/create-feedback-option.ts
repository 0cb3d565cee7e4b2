import { now } from "../clock";
import { type FeedbackOptionRow, insertFeedbackOption } from "../db/feedback-options";
import type { Place } from "../db/place";
import type { Cause } from "../db/write-with-trail";
import { newId } from "../ids";
import { trailOf } from "./trail-of";

/** A new reason for cancelling of the merchant's own, not kept yet. */
export function prepareFeedbackOption(
  { merchantId, livemode }: Place,
  description: string,
): FeedbackOptionRow {
  const id = newId("feedbackOption");
  return { id, merchantId, livemode, description, createdAt: now(), deactivatedAt: null };
}

/** Keeps it with its audit entry. */
export async function keepFeedbackOption(row: FeedbackOptionRow, cause: Cause): Promise<void> {
  await insertFeedbackOption(row, trailOf(row, "created", cause, { after: row.description }));
}
