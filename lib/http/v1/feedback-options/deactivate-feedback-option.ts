import { z } from "zod";
import { deactivateFeedbackOption as deactivate } from "../../../feedback/deactivate-feedback-option";
import { feedbackOptionAnswer, serialiseFeedbackOption } from "../../../wire/feedback-option";
import { endpoint } from "../endpoint";

/** `POST /v1/billing/feedback_options/{id}/deactivate` */
export const deactivateFeedbackOption = endpoint({
  method: "POST",
  path: "/v1/billing/feedback_options/{id}/deactivate",
  summary: "Deactivate a feedback option",
  description: "There is no way back. Configurations that hold it keep it; none can take it up.",
  params: z.strictObject({}),
  expandable: [],
  answer: feedbackOptionAnswer,
  handle: async ({ caller, ids, causeOf }) => {
    const row = await deactivate(caller, ids["id"] ?? "", (after) =>
      causeOf(serialiseFeedbackOption(after)),
    );
    return serialiseFeedbackOption(row);
  },
});
