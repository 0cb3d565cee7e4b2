import type Stripe from "stripe";
import { z } from "zod";
import type { FeedbackOptionRow } from "../db/feedback-options";

/** What an answer with a feedback option is. */
export const feedbackOptionAnswer = z.strictObject({
  id: z.string(),
  object: z.literal("billing.feedback_option"),
  description: z.string(),
  livemode: z.boolean(),
  status: z.enum(["active", "inactive"]),
  status_transitions: z.strictObject({ deactivated_at: z.int().nullable() }),
});

/** A merchant's own reason for cancelling, as Stripe writes one. */
export function serialiseFeedbackOption(row: FeedbackOptionRow): Stripe.Billing.FeedbackOption {
  const { id, description, livemode, deactivatedAt } = row;
  return {
    id,
    object: "billing.feedback_option",
    description,
    livemode,
    status: deactivatedAt === null ? "active" : "inactive",
    status_transitions: {
      deactivated_at: deactivatedAt === null ? null : Math.floor(deactivatedAt.getTime() / 1000),
    },
  };
}
