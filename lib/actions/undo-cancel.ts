import { cancellationTime, hasEnded, periodEnd } from "../portal/allow-actions";
import type { Action } from "./action";
import { expectedOf, requireAllowance, requireFact, requireSubscription } from "./find-in-view";

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

  plan({ snapshot }, input) {
    const fact = requireFact(snapshot, input.subscription);
    const params = fact.cancelAtPeriodEnd
      ? { cancel_at_period_end: false }
      : { cancel_at: "" as const };
    return { method: "subscriptions.update", id: fact.id, params };
  },

  outcome: () => "applied",

  isDone(snapshot, input) {
    const fact = requireFact(snapshot, input.subscription);
    return !hasEnded(fact) && cancellationTime(fact) === null;
  },
};
