import { retrieveFeedbackOption } from "@/lib/http/v1/feedback-options/retrieve-feedback-option";
import { updateFeedbackOption } from "@/lib/http/v1/feedback-options/update-feedback-option";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  retrieveFeedbackOption,
  updateFeedbackOption,
);
