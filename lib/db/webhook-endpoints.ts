import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readOne, readPage } from "./read-page";
import { type Trail, writeWithTrail } from "./write-with-trail";

export type WebhookEndpointRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly url: string;
  readonly description: string | null;
  /** Types of events, or `*`. */
  readonly enabledEvents: string[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Encrypted for this row. */
  readonly secret: string;
  readonly status: string;
  readonly createdAt: Date;
};

const columns = Prisma.sql`t.id, t.merchant_id AS "merchantId", t.livemode, t.url, t.description,
  t.enabled_events AS "enabledEvents", t.metadata, t.secret, t.status, t.created_at AS "createdAt"`;

const table = { name: "webhook_endpoints", columns } as const;

/** Stripe's limit, per mode. Source: https://docs.stripe.com/webhooks */
export const mostEndpoints = 16;

/** Keeps a new endpoint with its trail; false when the merchant has as many as there may be. */
export function insertWebhookEndpoint(row: WebhookEndpointRow, trail: Trail): Promise<boolean> {
  const { id, merchantId, livemode, url, description, enabledEvents, metadata, secret } = row;
  return writeWithTrail(
    Prisma.sql`
      INSERT INTO webhook_endpoints (id, merchant_id, livemode, url, description, enabled_events,
        metadata, secret, created_at)
      SELECT ${id}, ${merchantId}, ${livemode}, ${url}, ${description}, ${enabledEvents},
        ${JSON.stringify(metadata)}::jsonb, ${secret}, ${row.createdAt}
      WHERE (SELECT count(*) FROM webhook_endpoints
        WHERE merchant_id = ${merchantId} AND livemode = ${livemode}) < ${mostEndpoints}
      RETURNING 1`,
    trail,
  );
}

/** One endpoint of this merchant and mode; null when it is unknown or another's. */
export function findWebhookEndpoint(place: Place, id: string): Promise<WebhookEndpointRow | null> {
  return readOne<WebhookEndpointRow>(table, place, id);
}

/** A page of endpoints, newest first; null for an unknown cursor. */
export function pageWebhookEndpoints(
  place: Place,
  query: PageQuery,
): Promise<Page<WebhookEndpointRow> | null> {
  return readPage<WebhookEndpointRow>(table, place, query);
}

/** Replaces what may be changed. Enabled anew, an endpoint is forgiven its failures. False when it is gone. */
export function updateWebhookEndpoint(row: WebhookEndpointRow, trail: Trail): Promise<boolean> {
  const { id, merchantId, livemode, url, description, enabledEvents, metadata, status } = row;
  return writeWithTrail(
    Prisma.sql`
      UPDATE webhook_endpoints SET url = ${url}, description = ${description},
        enabled_events = ${enabledEvents}, metadata = ${JSON.stringify(metadata)}::jsonb,
        failing_since = CASE WHEN status = ${status} THEN failing_since END, status = ${status}
      WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
      RETURNING 1`,
    trail,
  );
}

/** Deletes an endpoint and what was to be delivered to it. False when it was gone. */
export function deleteWebhookEndpoint(
  { merchantId, livemode }: Place,
  id: string,
  trail: Trail,
): Promise<boolean> {
  return writeWithTrail(
    Prisma.sql`
      DELETE FROM webhook_endpoints
      WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
      RETURNING 1`,
    trail,
  );
}

/**
 * Puts `secret` in the place of the one `row` was read with, which becomes `previousSecret` for `seconds`. Both are
 * envelopes for their own columns. False when somebody else was first: of two at once, one wins.
 */
export function rotateWebhookSecret(
  { id, merchantId, livemode, secret: former }: WebhookEndpointRow,
  secrets: { readonly secret: string; readonly previousSecret: string; readonly seconds: number },
  trail: Trail,
): Promise<boolean> {
  const { secret, previousSecret, seconds } = secrets;
  return writeWithTrail(
    Prisma.sql`
      UPDATE webhook_endpoints SET secret = ${secret}, previous_secret = ${previousSecret},
        previous_until = now() + make_interval(secs => ${seconds})
      WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
        AND secret = ${former}
      RETURNING 1`,
    trail,
  );
}
