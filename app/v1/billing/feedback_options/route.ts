import { createFeedbackOption } from "@/lib/http/v1/feedback-options/create-feedback-option";
import { listFeedbackOptions } from "@/lib/http/v1/feedback-options/list-feedback-options";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  listFeedbackOptions,
  createFeedbackOption,
);
