import {
  keepFeedbackOption,
  prepareFeedbackOption,
} from "../../../feedback/create-feedback-option";
import { feedbackOptionAnswer, serialiseFeedbackOption } from "../../../wire/feedback-option";
import { createFeedbackOptionParams } from "../../../wire/feedback-option-params";
import { endpoint } from "../endpoint";

/** `POST /v1/billing/feedback_options` */
export const createFeedbackOption = endpoint({
  method: "POST",
  path: "/v1/billing/feedback_options",
  summary: "Create a feedback option",
  description: "A reason for cancelling of your own, beside Stripe's eight.",
  params: createFeedbackOptionParams,
  expandable: [],
  answer: feedbackOptionAnswer,
  handle: async ({ caller, params, causeOf }) => {
    const row = prepareFeedbackOption(caller, params.description);
    const body = serialiseFeedbackOption(row);
    await keepFeedbackOption(row, causeOf(body));
    return body;
  },
});
