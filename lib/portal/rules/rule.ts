import type { PortalConfiguration } from "../configuration";
import type { SessionFlow } from "../flow-state";
import type { Snapshot, SubscriptionFact } from "../snapshot";
import type { PlanView, ReasonCode } from "../view";

/** What a rule may look at. */
export type Facts = {
  /** As narrowed by the session. */
  readonly configuration: PortalConfiguration;
  /** As narrowed by the session. */
  readonly snapshot: Snapshot;
  /** The task the session was made for. */
  readonly flow: SessionFlow | null;
  /** Unix seconds. */
  readonly now: number;
};

export type SubscriptionFacts = Facts & { readonly subscription: SubscriptionFact };

/** The same with the plans on offer, worked out when a rule first asks for them. */
export type PlanFacts<Seen extends Facts = SubscriptionFacts> = Seen & {
  readonly plans: () => readonly PlanView[];
};

/** Asks once, and gives the same answer from then on. */
export function lazily<T>(ask: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => {
    held ??= { value: ask() };
    return held.value;
  };
}

/** One thing that stands in the way of an action. */
export type Rule<Seen> = {
  readonly reason: ReasonCode;
  readonly applies: (facts: Seen) => boolean;
};

export type Refusal = { readonly allowed: false; readonly reason: ReasonCode };

export function refuse(reason: ReasonCode): Refusal {
  return { allowed: false, reason };
}

/** Why the first rule that applies forbids it; null when none does. */
export function findRefusal<Seen>(rules: readonly Rule<Seen>[], facts: Seen): Refusal | null {
  const rule = rules.find(({ applies }) => applies(facts));
  return rule === undefined ? null : refuse(rule.reason);
}
