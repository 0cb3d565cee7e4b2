import { z } from "zod";
import { keepReplay, replayed, requireDelivery } from "../../../webhooks/replay-delivery";
import { serialiseDelivery, webhookDeliverySchema } from "../../../wire/webhook-delivery";
import { endpoint } from "../endpoint";

/** `POST /v1/portico/webhook_deliveries/{delivery}/replay` */
export const replayDelivery = endpoint({
  method: "POST",
  path: "/v1/portico/webhook_deliveries/{delivery}/replay",
  summary: "Deliver an event again",
  description: "At once; if that fails, again and again as at first.",
  params: z.strictObject({}),
  expandable: [],
  answer: webhookDeliverySchema,
  handle: async ({ caller, ids, causeOf }) => {
    const row = await requireDelivery(caller, ids["delivery"] ?? "");
    const body = serialiseDelivery(replayed(row));
    await keepReplay(row, causeOf(body));
    return body;
  },
});
