import { z } from "zod";
import { retrieveFeedbackOption as retrieve } from "../../../feedback/retrieve-feedback-option";
import { feedbackOptionAnswer, serialiseFeedbackOption } from "../../../wire/feedback-option";
import { endpoint } from "../endpoint";

/** `GET /v1/billing/feedback_options/{id}` */
export const retrieveFeedbackOption = endpoint({
  method: "GET",
  path: "/v1/billing/feedback_options/{id}",
  summary: "Retrieve a feedback option",
  params: z.strictObject({}),
  expandable: [],
  answer: feedbackOptionAnswer,
  handle: async ({ caller, ids }) =>
    serialiseFeedbackOption(await retrieve(caller, ids["id"] ?? "")),
});
