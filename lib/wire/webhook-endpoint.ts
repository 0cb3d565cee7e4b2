import type Stripe from "stripe";
import { z } from "zod";
import type { WebhookEndpointRow } from "../db/webhook-endpoints";
import { eventTypeNames } from "../events/event-types";
import { apiVersion } from "../stripe/api-version";
import { metadataSchema } from "./metadata";

const enabledEvents = z.array(z.enum(["*", ...eventTypeNames])).min(1);
const url = z.string().min(1).max(5000);
const description = z.string().max(5000).nullable().optional();
const metadata = metadataSchema.nullable().optional();

/** The parameters of `POST /v1/webhook_endpoints`. */
export const createWebhookEndpointSchema = z.strictObject({
  url,
  enabled_events: enabledEvents,
  description,
  metadata,
  /** Read, and nothing else: events are always written in the version of this API. */
  api_version: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/)
    .optional(),
  connect: z
    .boolean()
    .refine((isConnect) => !isConnect, "There are no events of connected accounts here.")
    .optional(),
});

/** The parameters of `POST /v1/webhook_endpoints/{id}`. */
export const updateWebhookEndpointSchema = z.strictObject({
  url: url.optional(),
  enabled_events: enabledEvents.optional(),
  description,
  metadata,
  disabled: z.boolean().optional(),
});

/** A webhook endpoint as it is answered; `secret` only where it was just made. */
export const webhookEndpointSchema = z.strictObject({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  api_version: z.string().nullable(),
  application: z.null(),
  created: z.int(),
  description: z.string().nullable(),
  enabled_events: z.array(z.string()),
  livemode: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  secret: z.string().optional(),
  status: z.enum(["enabled", "disabled"]),
  url: z.string(),
});

/** What is answered when an endpoint was deleted. */
export const deletedWebhookEndpointSchema = z.strictObject({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  deleted: z.literal(true),
});

/** An endpoint as Stripe writes one. `secret` is given where it was just made, and nowhere else. */
export function serialiseWebhookEndpoint(
  row: WebhookEndpointRow,
  secret?: string,
): Stripe.WebhookEndpoint {
  const { id, createdAt, description: text, enabledEvents: events, livemode, status } = row;
  return {
    id,
    object: "webhook_endpoint",
    api_version: apiVersion,
    application: null,
    created: Math.floor(createdAt.getTime() / 1000),
    description: text,
    enabled_events: events,
    livemode,
    metadata: { ...row.metadata },
    ...(secret === undefined ? {} : { secret }),
    status,
    url: row.url,
  };
}

export function serialiseDeletedWebhookEndpoint(id: string): Stripe.DeletedWebhookEndpoint {
  return { id, object: "webhook_endpoint", deleted: true };
}
