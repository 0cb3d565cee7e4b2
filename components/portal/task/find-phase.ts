import type { ActionAnswer } from "@/lib/portal/outcome";
import { PortalError } from "../portal-error";

export type Phase =
  | { readonly kind: "ready" }
  | { readonly kind: "sending" }
  /** The outcome is unknown and being asked for. Never told as done. */
  | { readonly kind: "checking" }
  /** Still unknown, and no longer asked for. */
  | { readonly kind: "unsettled" }
  | { readonly kind: "done"; readonly answer: ActionAnswer }
  | { readonly kind: "failed"; readonly error: Error };

type Known = {
  readonly pending: boolean;
  readonly error: Error | null;
  /** The newest answer: the action's own, or the one about its intent. */
  readonly answer: ActionAnswer | undefined;
  readonly polling: boolean;
};

/** Where an action stands, from what is known of it. */
export function findPhase({ pending, error, answer, polling }: Known): Phase {
  if (pending) return { kind: "sending" };
  if (error !== null) return { kind: "failed", error };
  if (answer === undefined) return { kind: "ready" };
  if (answer.outcome === "checking") return { kind: polling ? "checking" : "unsettled" };
  if (answer.outcome !== "failed") return { kind: "done", answer };
  const code = answer.error?.code ?? "internal";
  return { kind: "failed", error: new PortalError(code, { status: 409, requestId: null }) };
}
