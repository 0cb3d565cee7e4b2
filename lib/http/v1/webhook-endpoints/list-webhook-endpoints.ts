import { z } from "zod";
import { listEndpoints } from "../../../webhooks/list-endpoints";
import { listAnswer, listOf, listShape } from "../../../wire/list-params";
import { serialiseWebhookEndpoint, webhookEndpointSchema } from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `GET /v1/webhook_endpoints` */
export const listWebhookEndpoints = endpoint({
  method: "GET",
  path: "/v1/webhook_endpoints",
  summary: "List webhook endpoints",
  params: z.strictObject(listShape),
  expandable: [],
  answer: listAnswer(webhookEndpointSchema),
  handle: async ({ caller, params }) => {
    const { rows, hasMore } = await listEndpoints(caller, params);
    const data = rows.map((row) => serialiseWebhookEndpoint(row));
    return listOf("/v1/webhook_endpoints", data, hasMore);
  },
});
