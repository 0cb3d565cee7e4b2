import { listDeliveries as listOwnDeliveries } from "../../../webhooks/list-deliveries";
import { listAnswer, listOf } from "../../../wire/list-params";
import {
  listDeliveriesSchema,
  serialiseDelivery,
  webhookDeliverySchema,
} from "../../../wire/webhook-delivery";
import { endpoint } from "../endpoint";

/** `GET /v1/portico/webhook_deliveries` */
export const listDeliveries = endpoint({
  method: "GET",
  path: "/v1/portico/webhook_deliveries",
  summary: "List webhook deliveries",
  description: "Newest first, for 30 days after they came to an end.",
  params: listDeliveriesSchema,
  expandable: [],
  answer: listAnswer(webhookDeliverySchema),
  handle: async ({ caller, params }) => {
    const { rows, hasMore } = await listOwnDeliveries(caller, params);
    return listOf("/v1/portico/webhook_deliveries", rows.map(serialiseDelivery), hasMore);
  },
});
