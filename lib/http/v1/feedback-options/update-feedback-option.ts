import { updateFeedbackOption as update } from "../../../feedback/update-feedback-option";
import { feedbackOptionAnswer, serialiseFeedbackOption } from "../../../wire/feedback-option";
import { updateFeedbackOptionParams } from "../../../wire/feedback-option-params";
import { endpoint } from "../endpoint";

/** `POST /v1/billing/feedback_options/{id}` */
export const updateFeedbackOption = endpoint({
  method: "POST",
  path: "/v1/billing/feedback_options/{id}",
  summary: "Update a feedback option",
  params: updateFeedbackOptionParams,
  expandable: [],
  answer: feedbackOptionAnswer,
  handle: async ({ caller, ids, params, causeOf }) => {
    const row = await update(caller, ids["id"] ?? "", params.description, (after) =>
      causeOf(serialiseFeedbackOption(after)),
    );
    return serialiseFeedbackOption(row);
  },
});
