import { deactivateFeedbackOption } from "@/lib/http/v1/feedback-options/deactivate-feedback-option";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(deactivateFeedbackOption);
