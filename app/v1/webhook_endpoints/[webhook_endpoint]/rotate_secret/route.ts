import { serve } from "@/lib/http/v1/serve";
import { rotateWebhookSecret } from "@/lib/http/v1/webhook-endpoints/rotate-webhook-secret";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(rotateWebhookSecret);
