import { z } from "zod";
import { plainLine } from "../portal/text";
import { listShape } from "./list-params";

const description = plainLine(100).min(1);

/** The parameters of `POST /v1/billing/feedback_options`. */
export const createFeedbackOptionParams = z.strictObject({ description });

/** The parameters of `POST /v1/billing/feedback_options/{id}`. */
export const updateFeedbackOptionParams = z.strictObject({ description: description.optional() });

/** The parameters of `GET /v1/billing/feedback_options`. */
export const listFeedbackOptionsParams = z.strictObject({
  ...listShape,
  status: z.enum(["active", "inactive"]).optional(),
});
