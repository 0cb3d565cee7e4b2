import { z } from "zod";
import { findEndpoint } from "../../../webhooks/find-endpoint";
import { serialiseWebhookEndpoint, webhookEndpointSchema } from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `GET /v1/webhook_endpoints/{webhook_endpoint}` */
export const retrieveWebhookEndpoint = endpoint({
  method: "GET",
  path: "/v1/webhook_endpoints/{webhook_endpoint}",
  summary: "Retrieve a webhook endpoint",
  params: z.strictObject({}),
  expandable: [],
  answer: webhookEndpointSchema,
  handle: async ({ caller, ids }) =>
    serialiseWebhookEndpoint(await findEndpoint(caller, ids["webhook_endpoint"] ?? "")),
});
