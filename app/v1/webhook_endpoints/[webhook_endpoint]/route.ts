import { serve } from "@/lib/http/v1/serve";
import { deleteWebhookEndpoint } from "@/lib/http/v1/webhook-endpoints/delete-webhook-endpoint";
import { retrieveWebhookEndpoint } from "@/lib/http/v1/webhook-endpoints/retrieve-webhook-endpoint";
import { updateWebhookEndpoint } from "@/lib/http/v1/webhook-endpoints/update-webhook-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  retrieveWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
);
