import { cancellationTime, hasEnded, periodEnd } from "../portal/subscription-state";
import type { Action, Scene } from "./action";
import { releaseFirst } from "./changes/release-first";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/** Takes a scheduled cancellation back: the subscription renews as if nothing had been. */
export const undoCancel: Action<"undo_cancel"> = {
  name: "undo_cancel",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    requireAllowance(requireSubscription(view, input.subscription).actions.undo_cancel);
  },

  async preview({ view, snapshot }, input) {
    const { id, name } = requireSubscription(view, input.subscription);
    const fact = requireFact(snapshot, id);
    return {
      preview: { kind: "undo_cancel", subscription: id, name, renewsAt: periodEnd(fact) },
      expected: expectedOf(fact, { prorationDate: null, amount: null }),
    };
  },

  plan(scene, input) {
    const fact = requireFact(scene.snapshot, input.subscription);
    const end = fact.cancelAtPeriodEnd
      ? { cancel_at_period_end: false }
      : { cancel_at: "" as const };
    return {
      method: "subscriptions.update",
      id: fact.id,
      ...releaseFirst(fact),
      params: { ...end, ...withoutReason(scene) },
    };
  },

  outcome: () => "applied",

  isDone(snapshot, input) {
    const fact = requireFact(snapshot, input.subscription);
    return !hasEnded(fact) && cancellationTime(fact) === null;
  },
};

/** Stripe forgets its own cancellation details here; what we wrote beside them goes with them. */
function withoutReason({ configuration }: Scene) {
  const keys = Object.values(configuration.portico.subscription_cancel.reason_metadata ?? {});
  const metadata = Object.fromEntries(keys.flatMap((key) => (key === null ? [] : [[key, ""]])));
  return keys.some((key) => key !== null) ? { metadata } : {};
}
