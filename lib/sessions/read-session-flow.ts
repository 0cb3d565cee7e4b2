import { PorticoError } from "../errors";
import { flowSchema } from "../portal/flow";
import { flowStateSchema, type SessionFlow } from "../portal/flow-state";

/**
 * The task a session was made for, as its row has it; null for none. Throws `merchant_unavailable` for one that
 * cannot be read: without it nobody knows what the session may do.
 */
export function readSessionFlow(flow: unknown, state: unknown): SessionFlow | null {
  if (flow === null) return null;
  const read = flowSchema.safeParse(flow);
  const kept = flowStateSchema.safeParse(state ?? {});
  if (!read.success || !kept.success) {
    throw new PorticoError("merchant_unavailable", { cause: read.error ?? kept.error });
  }
  return { flow: read.data, state: kept.data };
}
