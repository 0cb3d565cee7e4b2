import type Stripe from "stripe";
import { z } from "zod";
import type { EventRow } from "../db/events";
import type { EventType } from "../events/event-types";
import { apiVersion } from "../stripe/api-version";
import { listShape } from "./list-params";

const pattern = z.string().min(1).max(100);

/** The parameters of `GET /v1/events`. */
export const listEventsSchema = z.strictObject({
  ...listShape,
  /** A type, or several by `*`: `billing_portal.*`. */
  type: pattern.optional(),
  types: z.array(pattern).min(1).max(20).optional(),
});

const requestSchema = z.strictObject({
  id: z.string().nullable(),
  idempotency_key: z.string().nullable(),
});

/** An event as it is answered and delivered. */
export const eventSchema = z.strictObject({
  id: z.string(),
  object: z.literal("event"),
  api_version: z.string(),
  created: z.int(),
  data: z.strictObject({ object: z.looseObject({}) }),
  livemode: z.boolean(),
  pending_webhooks: z.int(),
  request: requestSchema.nullable(),
  type: z.string(),
});

/** An event in Stripe's shape; its type may be one of ours. */
export type WireEvent = Omit<Stripe.EventBase, "type"> & { readonly type: EventType | string };

/** An event as Stripe writes one. `data.object` is what was kept when it happened. */
export function serialiseEvent(event: EventRow): WireEvent {
  const { id, createdAt, data, livemode, pendingWebhooks, request, type } = event;
  return {
    id,
    object: "event",
    api_version: apiVersion,
    created: Math.floor(createdAt.getTime() / 1000),
    data: { object: z.looseObject({}).parse(data) },
    livemode,
    pending_webhooks: pendingWebhooks,
    request: requestSchema.nullable().parse(request),
    type,
  };
}
