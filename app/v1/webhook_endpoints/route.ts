import { serve } from "@/lib/http/v1/serve";
import { createWebhookEndpoint } from "@/lib/http/v1/webhook-endpoints/create-webhook-endpoint";
import { listWebhookEndpoints } from "@/lib/http/v1/webhook-endpoints/list-webhook-endpoints";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  createWebhookEndpoint,
  listWebhookEndpoints,
);
