import { PorticoError } from "../errors";
import { cancellationTime, hasEnded, periodEnd } from "../portal/allow-actions";
import type { Action } from "./action";
import { expectedOf, requireAllowance, requireFact, requireSubscription } from "./find-in-view";

/** Cancels at period end or at once, as the configuration says: a customer cannot choose the other. */
export const cancelSubscription: Action<"cancel_subscription"> = {
  name: "cancel_subscription",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    const subscription = requireSubscription(view, input.subscription);
    const { mode } = requireAllowance(subscription.actions.cancel_subscription);
    if (input.mode !== undefined && input.mode !== mode) {
      throw new PorticoError("feature_disabled", { param: "mode" });
    }
  },

  async preview({ view, snapshot }, input) {
    const { id, name, actions } = requireSubscription(view, input.subscription);
    const { mode, endsAt } = requireAllowance(actions.cancel_subscription);
    const fact = requireFact(snapshot, id);
    return {
      preview: { kind: "cancel_subscription", subscription: id, name, mode, endsAt },
      expected: expectedOf(fact, { prorationDate: null, amount: null }),
    };
  },

  plan({ view, snapshot, configuration }, input) {
    const { actions } = requireSubscription(view, input.subscription);
    const fact = requireFact(snapshot, input.subscription);
    const { mode } = requireAllowance(actions.cancel_subscription);
    if (mode === "immediately") {
      const prorate = configuration.features.subscription_cancel.proration_behavior !== "none";
      const params = { prorate, invoice_now: prorate };
      return { method: "subscriptions.cancel", id: fact.id, params };
    }
    // Flexible billing has no cancel_at_period_end: the end is named instead.
    const params =
      fact.billingMode === "flexible"
        ? { cancel_at: periodEnd(fact) }
        : { cancel_at_period_end: true };
    return { method: "subscriptions.update", id: fact.id, params };
  },

  outcome: ({ method }) => (method === "subscriptions.cancel" ? "applied" : "scheduled"),

  isDone(snapshot, input, { method }) {
    const fact = requireFact(snapshot, input.subscription);
    if (method === "subscriptions.cancel") return hasEnded(fact);
    return hasEnded(fact) || cancellationTime(fact) !== null;
  },
};
