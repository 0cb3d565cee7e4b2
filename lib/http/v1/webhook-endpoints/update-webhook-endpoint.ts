import { findEndpoint } from "../../../webhooks/find-endpoint";
import { keepChangedEndpoint } from "../../../webhooks/keep-endpoint";
import { changeEndpoint } from "../../../webhooks/prepare-endpoint";
import {
  serialiseWebhookEndpoint,
  updateWebhookEndpointSchema,
  webhookEndpointSchema,
} from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `POST /v1/webhook_endpoints/{webhook_endpoint}` */
export const updateWebhookEndpoint = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints/{webhook_endpoint}",
  summary: "Update a webhook endpoint",
  params: updateWebhookEndpointSchema,
  expandable: [],
  answer: webhookEndpointSchema,
  handle: async ({ caller, ids, params, causeOf }) => {
    const before = await findEndpoint(caller, ids["webhook_endpoint"] ?? "");
    const after = changeEndpoint(before, params);
    const body = serialiseWebhookEndpoint(after);
    await keepChangedEndpoint(before, after, causeOf(body));
    return body;
  },
});
