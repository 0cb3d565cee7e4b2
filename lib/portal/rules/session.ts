import type { SessionScope } from "../session-scope";
import type { FlowView } from "../view";
import type { Rule } from "./rule";

export type SessionFacts = {
  readonly scope: SessionScope;
  /** True when Stripe could not be asked. */
  readonly stale: boolean;
  readonly flow: FlowView | null;
};

/** What stands in the way of everything, whatever Stripe and the configuration say; the last spares the task's steps. */
export const sessionRules: readonly Rule<SessionFacts>[] = [
  { reason: "read_only", applies: ({ scope }) => scope.readOnly },
  { reason: "stripe_unreachable", applies: ({ stale }) => stale },
  { reason: "flow_completed", applies: ({ flow }) => flow?.isCompleted === true },
  { reason: "outside_flow", applies: ({ flow }) => flow !== null },
];
