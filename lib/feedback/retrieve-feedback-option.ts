import { type FeedbackOptionRow, findFeedbackOption } from "../db/feedback-options";
import type { Place } from "../db/place";
import { requireInPath } from "../wire/require-found";

const kind = {
  kind: "feedback option",
  pattern: /^fbo_\w{1,255}$/,
  find: findFeedbackOption,
};

/** The feedback option that a path of the API names. Throws as requireInPath does. */
export function retrieveFeedbackOption(place: Place, id: string): Promise<FeedbackOptionRow> {
  return requireInPath(place, id, kind);
}
