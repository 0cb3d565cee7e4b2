import { keepEndpoint } from "../../../webhooks/keep-endpoint";
import { prepareEndpoint } from "../../../webhooks/prepare-endpoint";
import {
  createWebhookEndpointSchema,
  serialiseWebhookEndpoint,
  webhookEndpointSchema,
} from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `POST /v1/webhook_endpoints` */
export const createWebhookEndpoint = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints",
  summary: "Create a webhook endpoint",
  description: "The only answer that holds the `secret`, but for a rotation's.",
  params: createWebhookEndpointSchema,
  expandable: [],
  answer: webhookEndpointSchema,
  handle: async ({ caller, params, causeOf }) => {
    const { row, secret } = prepareEndpoint(caller, params);
    const body = serialiseWebhookEndpoint(row, secret);
    await keepEndpoint(row, causeOf(body));
    return body;
  },
});
