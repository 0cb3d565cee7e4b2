import { type FeedbackOptionRow, updateFeedbackOption as update } from "../db/feedback-options";
import type { Place } from "../db/place";
import type { Cause } from "../db/write-with-trail";
import { retrieveFeedbackOption } from "./retrieve-feedback-option";
import { trailOf } from "./trail-of";

/**
 * Changes what a feedback option says and gives it. What changes nothing leaves no trace. `causeOf` is told the option
 * as it will be. Throws what `retrieveFeedbackOption` throws.
 */
export async function updateFeedbackOption(
  place: Place,
  id: string,
  description: string | undefined,
  causeOf: (row: FeedbackOptionRow) => Cause,
): Promise<FeedbackOptionRow> {
  const before = await retrieveFeedbackOption(place, id);
  if (description === undefined || description === before.description) return before;
  const after = { ...before, description };
  const data = { before: before.description, after: description };
  await update(after, trailOf(after, "updated", causeOf(after), data));
  return after;
}
