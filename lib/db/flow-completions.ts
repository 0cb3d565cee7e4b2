import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import type { Transaction } from "./client";
import { queueEvent } from "./queue-event";

type Done = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  /** The subscription or customer that it was done to. */
  readonly target: string;
};

const type: EventType = "portico.flow.completed";

/**
 * Notes once that the flow a session was made for has come to its end with the intent `done`, just settled: in the
 * session's flow state, and as an event with its outbox entry. Nothing when the flow is none of `flows`, about another
 * subscription, or was completed before.
 */
export async function addFlowCompletion(
  tx: Transaction,
  { id, merchantId, livemode, sessionId, target }: Done,
  flows: readonly string[],
): Promise<void> {
  if (flows.length === 0) return;
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE portal_sessions s
      SET flow_state = coalesce(s.flow_state, '{}'::jsonb) || jsonb_build_object(
        'completed_by', i.id,
        'done', jsonb_build_object('action', i.action, 'outcome', i.outcome->'outcome',
          'at', floor(extract(epoch FROM now()))::bigint,
          'charged', CASE WHEN (i.preview->'dueNow'->>'amount')::numeric > 0
            THEN i.preview->'dueNow' ELSE 'null'::jsonb END))
      FROM intents i
      WHERE i.id = ${id} AND i.merchant_id = s.merchant_id
        AND s.id = ${sessionId} AND s.merchant_id = ${merchantId} AND s.livemode = ${livemode}
        AND s.flow->>'type' = ANY(${[...flows]})
        AND coalesce(s.flow->(s.flow->>'type')->>'subscription', ${target}) = ${target}
        AND s.flow_state->>'completed_by' IS NULL
      RETURNING s.*),
    event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data)
      SELECT ${newId("event")}, s.merchant_id, s.livemode, ${type}, jsonb_build_object(
        'object', 'portico.flow', 'type', s.flow->'type', 'session', s.id, 'action', ${id}::text,
        'customer', s.customer_id, 'livemode', s.livemode,
        'subscription', s.flow->(s.flow->>'type')->'subscription')
      FROM ended s
      RETURNING id, merchant_id, livemode)
    ${queueEvent}`;
}
