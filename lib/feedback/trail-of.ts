import type { FeedbackOptionRow } from "../db/feedback-options";
import type { Cause, Trail } from "../db/write-with-trail";

/** What a change of a feedback option leaves behind: an audit entry. Stripe has no event for it. */
export function trailOf(
  { id: target, merchantId, livemode }: FeedbackOptionRow,
  verb: "created" | "updated" | "deactivated",
  cause: Cause,
  data: object,
): Trail {
  const audit = { action: `feedback_option.${verb}`, target, data };
  return { ...cause, merchantId, livemode, audit, event: null };
}
