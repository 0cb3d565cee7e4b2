import { findFlowState } from "../db/flow-states";
import type { SessionFlow } from "../portal/flow-state";
import { readSessionFlow } from "./read-session-flow";

type Held = {
  readonly merchant: { readonly id: string };
  readonly session: { readonly id: string; readonly flow: SessionFlow | null };
};

/**
 * A session's task as it stands now: it may have come to its end since the request began, in this call or another.
 * Throws as readSessionFlow does.
 */
export async function currentFlow({ merchant, session }: Held): Promise<SessionFlow | null> {
  if (session.flow === null) return null;
  const { flow, state } = session.flow;
  // What is done stays done.
  if (state.completed_by !== null) return session.flow;
  return readSessionFlow(flow, await findFlowState(merchant.id, session.id));
}
