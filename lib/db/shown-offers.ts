import { Prisma } from "./generated/client";
import { type Trail, writeWithTrail } from "./write-with-trail";

/**
 * Notes, with its trail, that a session's customer has seen the retention offer. False when that was noted before, and
 * for a session without a task.
 */
export function noteShownOffer(
  { merchantId, sessionId }: { readonly merchantId: string; readonly sessionId: string },
  trail: Trail,
): Promise<boolean> {
  return writeWithTrail(
    Prisma.sql`
      UPDATE portal_sessions
      SET flow_state = coalesce(flow_state, '{}'::jsonb) || '{"offer_shown": true}'::jsonb
      WHERE id = ${sessionId} AND merchant_id = ${merchantId} AND flow IS NOT NULL
        AND coalesce(flow_state->>'offer_shown', '') <> 'true'
      RETURNING 1`,
    trail,
  );
}
