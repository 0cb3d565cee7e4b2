import type { FlowState } from "../portal/flow-state";
import { database, type Transaction } from "./client";

/** How far the task of a session has come, as it is kept; null where nothing of it was done, and for an unknown session. */
export async function findFlowState(merchantId: string, sessionId: string): Promise<unknown> {
  const row = await database().portalSession.findFirst({
    where: { id: sessionId, merchantId },
    select: { flowState: true },
  });
  return row?.flowState ?? null;
}

type OfSession = { readonly merchantId: string; readonly sessionId: string };

/**
 * Writes down how far the task of a session has come, as one step of a transaction: what `change` names, and nothing
 * else of it. Does nothing to a session without a task, or to another merchant's.
 */
export async function setFlowState(
  tx: Transaction,
  { merchantId, sessionId }: OfSession,
  change: Partial<FlowState>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE portal_sessions
    SET flow_state = coalesce(flow_state, '{}'::jsonb) || ${JSON.stringify(change)}::jsonb
    WHERE id = ${sessionId} AND merchant_id = ${merchantId} AND flow IS NOT NULL`;
}
