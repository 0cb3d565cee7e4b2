import { z } from "zod";
import { newWebhookSecret } from "../../../webhooks/endpoint-secrets";
import { findEndpoint } from "../../../webhooks/find-endpoint";
import { rotateSecret } from "../../../webhooks/keep-endpoint";
import { serialiseWebhookEndpoint, webhookEndpointSchema } from "../../../wire/webhook-endpoint";
import { endpoint } from "../endpoint";

/** `POST /v1/webhook_endpoints/{webhook_endpoint}/rotate_secret`, which Stripe has in its dashboard alone. */
export const rotateWebhookSecret = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints/{webhook_endpoint}/rotate_secret",
  summary: "Rotate a webhook endpoint's secret",
  description: "The answer holds the new `secret`. For 24 hours the former one signs beside it.",
  params: z.strictObject({}),
  expandable: [],
  answer: webhookEndpointSchema,
  handle: async ({ caller, ids, causeOf }) => {
    const row = await findEndpoint(caller, ids["webhook_endpoint"] ?? "");
    const secret = newWebhookSecret();
    const body = serialiseWebhookEndpoint(row, secret);
    await rotateSecret(row, secret, causeOf(body));
    return body;
  },
});
