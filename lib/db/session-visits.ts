import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import { Prisma } from "./generated/client";
import { queueEvent } from "./queue-event";

const type: EventType = "portico.session.visited";

/**
 * What opening a session leaves behind (audit entry, event, outbox entry), as parts of the statement that opens it:
 * `opened` is the session's row. The event tells the session without its credentials. `replaces` is the session that
 * it was opened in the place of.
 */
export function visitParts(replaces: string | null): Prisma.Sql {
  return Prisma.sql`
    audit AS (
      INSERT INTO audit_entries (id, merchant_id, livemode, actor_type, actor_id, action, target, data)
      SELECT ${newId("auditEntry")}, merchant_id, livemode, 'customer', customer_id,
        'session.opened', id, jsonb_strip_nulls(jsonb_build_object(
          'proof', proof, 'surface', surface, 'replaces', ${replaces}::text))
      FROM opened),
    event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data)
      SELECT ${newId("event")}, merchant_id, livemode, ${type}, jsonb_build_object(
        'id', id, 'object', 'billing_portal.session', 'configuration', configuration_id,
        'created', floor(extract(epoch FROM created_at))::bigint, 'customer', customer_id,
        'customer_account', customer_account, 'flow', flow, 'livemode', livemode,
        'locale', locale, 'on_behalf_of', on_behalf_of, 'return_url', return_url,
        'proof', proof, 'surface', surface)
      FROM opened
      RETURNING id, merchant_id, livemode),
    queued AS (${queueEvent})`;
}
