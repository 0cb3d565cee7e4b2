import type { Action } from "./action";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/** Says no to the retention offer, which is not made again. Stripe need not know. */
export const declineOffer: Action<"decline_offer"> = {
  name: "decline_offer",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    requireAllowance(requireSubscription(view, input.subscription).actions.decline_offer);
  },

  async preview({ view, snapshot }, input) {
    const { id } = requireSubscription(view, input.subscription);
    return {
      preview: { kind: "decline_offer", subscription: id },
      expected: expectedOf(requireFact(snapshot, id), { prorationDate: null, amount: null }),
    };
  },

  plan: (_scene, { subscription: id }) => ({ method: "none", id, params: {} }),

  outcome: () => "applied",

  // Nothing at Stripe shows it; saying no again changes nothing.
  isDone: () => false,
};
