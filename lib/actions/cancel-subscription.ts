import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { cancellationTime, hasEnded, periodEnd } from "../portal/allow-actions";
import type { CancelOffer } from "../portal/view";
import type { Action } from "./action";
import { expectedOf, requireAllowance, requireFact, requireSubscription } from "./find-in-view";

/** Cancels at period end or at once, as the configuration says: a customer cannot choose the other. */
export const cancelSubscription: Action<"cancel_subscription"> = {
  name: "cancel_subscription",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    const subscription = requireSubscription(view, input.subscription);
    const { mode, reasons } = requireAllowance(subscription.actions.cancel_subscription);
    if (input.mode !== undefined && input.mode !== mode) {
      throw new PorticoError("feature_disabled", { param: "mode" });
    }
    requireOffered(input, reasons);
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
      const params = { prorate, invoice_now: prorate, ...detailsOf(input) };
      return { method: "subscriptions.cancel", id: fact.id, params };
    }
    // Flexible billing has no cancel_at_period_end: the end is named instead.
    const params =
      fact.billingMode === "flexible"
        ? { cancel_at: periodEnd(fact) }
        : { cancel_at_period_end: true };
    return {
      method: "subscriptions.update",
      id: fact.id,
      params: { ...params, ...detailsOf(input) },
    };
  },

  outcome: ({ method }) => (method === "subscriptions.cancel" ? "applied" : "scheduled"),

  isDone(snapshot, input, { method }) {
    const fact = requireFact(snapshot, input.subscription);
    if (method === "subscriptions.cancel") return hasEnded(fact);
    return hasEnded(fact) || cancellationTime(fact) !== null;
  },
};

type Input = ActionInput<"cancel_subscription">;

/** Nobody has to give a reason; where none is asked for, or not this one, none is taken either. */
function requireOffered({ feedback, comment }: Input, reasons: CancelOffer["reasons"]): void {
  if (reasons === null) {
    const param = feedback === undefined ? "comment" : "feedback";
    if ((feedback ?? comment) !== undefined) throw new PorticoError("feature_disabled", { param });
  } else if (feedback !== undefined && !reasons.includes(feedback)) {
    throw new PorticoError("parameter_invalid", {
      param: "feedback",
      message: "This reason is not on offer.",
    });
  }
}

function detailsOf({ feedback, comment }: Input) {
  if (feedback === undefined && !comment) return {};
  return {
    cancellation_details: {
      ...(feedback === undefined ? {} : { feedback }),
      ...(comment ? { comment } : {}),
    },
  };
}
