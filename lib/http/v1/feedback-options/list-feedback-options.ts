import { listFeedbackOptions as list } from "../../../feedback/list-feedback-options";
import { feedbackOptionAnswer, serialiseFeedbackOption } from "../../../wire/feedback-option";
import { listFeedbackOptionsParams } from "../../../wire/feedback-option-params";
import { listAnswer, listOf } from "../../../wire/list-params";
import { endpoint } from "../endpoint";

const path = "/v1/billing/feedback_options";

/** `GET /v1/billing/feedback_options` */
export const listFeedbackOptions = endpoint({
  method: "GET",
  path,
  summary: "List feedback options",
  description: "Newest first.",
  params: listFeedbackOptionsParams,
  expandable: ["data"],
  answer: listAnswer(feedbackOptionAnswer),
  handle: async ({ caller, params }) => {
    const { rows, hasMore } = await list(caller, params);
    return listOf(path, rows.map(serialiseFeedbackOption), hasMore);
  },
});
