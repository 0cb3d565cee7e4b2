import { now } from "../clock";
import {
  deactivateFeedbackOption as deactivate,
  type FeedbackOptionRow,
} from "../db/feedback-options";
import type { Place } from "../db/place";
import type { Cause } from "../db/write-with-trail";
import { retrieveFeedbackOption } from "./retrieve-feedback-option";
import { trailOf } from "./trail-of";

/**
 * Deactivates a feedback option for good and gives it; one that is inactive already is given as it is. `causeOf` is
 * told the option as it will be. Throws what `retrieveFeedbackOption` throws.
 */
export async function deactivateFeedbackOption(
  place: Place,
  id: string,
  causeOf: (row: FeedbackOptionRow) => Cause,
): Promise<FeedbackOptionRow> {
  const before = await retrieveFeedbackOption(place, id);
  if (before.deactivatedAt !== null) return before;
  const after = { ...before, deactivatedAt: now() };
  const trail = trailOf(after, "deactivated", causeOf(after), {});
  // Of two at once one wins, and both tell its moment.
  return (await deactivate(after, trail)) ? after : retrieveFeedbackOption(place, id);
}
