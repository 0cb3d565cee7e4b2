import { PorticoError } from "../errors";
import type { Action } from "./action";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/** Takes back a change that waits for the period's end: the schedule that we wrote lets go of the subscription. */
export const undoChange: Action<"undo_change"> = {
  name: "undo_change",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, { subscription }) {
    requireAllowance(requireSubscription(view, subscription).actions.undo_change);
  },

  async preview({ view, snapshot }, { subscription }) {
    const { name } = requireSubscription(view, subscription);
    const fact = requireFact(snapshot, subscription);
    return {
      preview: { kind: "undo_change", subscription, name },
      expected: expectedOf(fact, { prorationDate: null, amount: null }),
    };
  },

  plan({ snapshot }, { subscription }) {
    const { scheduleId: schedule } = requireFact(snapshot, subscription);
    if (schedule === null) throw new PorticoError("subscription_state");
    return { method: "subscription_schedules.release", id: subscription, params: { schedule } };
  },

  outcome: () => "applied",
  isDone: (snapshot, { subscription }) => requireFact(snapshot, subscription).scheduleId === null,
};
