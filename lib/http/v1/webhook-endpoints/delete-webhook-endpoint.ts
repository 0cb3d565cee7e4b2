import { z } from "zod";
import { findEndpoint } from "../../../webhooks/find-endpoint";
import { removeEndpoint } from "../../../webhooks/keep-endpoint";
import {
  deletedWebhookEndpointSchema,
  serialiseDeletedWebhookEndpoint,
} from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `DELETE /v1/webhook_endpoints/{webhook_endpoint}` */
export const deleteWebhookEndpoint = endpoint({
  method: "DELETE",
  path: "/v1/webhook_endpoints/{webhook_endpoint}",
  summary: "Delete a webhook endpoint",
  description: "What was to be delivered to it is forgotten.",
  params: z.strictObject({}),
  expandable: [],
  answer: deletedWebhookEndpointSchema,
  handle: async ({ caller, ids, causeOf }) => {
    const row = await findEndpoint(caller, ids["webhook_endpoint"] ?? "");
    const body = serialiseDeletedWebhookEndpoint(row.id);
    await removeEndpoint(row, causeOf(body));
    return body;
  },
});
