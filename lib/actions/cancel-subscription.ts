import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { cancellationTime, hasEnded, periodEnd } from "../portal/subscription-state";
import type { Action, Scene } from "./action";
import { previewEnd } from "./bills/preview-end";
import type { StripeCall } from "./calls/stripe-call";
import { reasonOf, requireReason, type Said } from "./cancel-reason";
import { releaseFirst } from "./changes/release-first";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/** Cancels at period end or at once, as the configuration says; where money is owed also at once, if that is asked for. */
export const cancelSubscription: Action<"cancel_subscription"> = {
  name: "cancel_subscription",
  targetOf: ({ subscription }) => subscription,

  requireAllowed(scene, input) {
    requireMode(scene, input);
    requireReason(offerOf(scene, input).reasons, input);
  },

  async preview(scene, input, prorationDate) {
    const { id, name } = requireSubscription(scene.view, input.subscription);
    const fact = requireFact(scene.snapshot, id);
    const { mode, endsAt } = requireMode(scene, input);
    const isProrated = mode === "immediately" && givesBack(scene);
    const end = await previewEnd(scene, fact, { mode, isProrated, prorationDate });
    const { credit, owed, open, pinned, total } = end;
    return {
      preview: {
        kind: "cancel_subscription",
        subscription: id,
        name,
        mode,
        endsAt,
        credit,
        owed,
        open,
        dropsChange: fact.isScheduleOurs && fact.scheduled !== null,
      },
      expected: expectedOf(fact, { prorationDate: pinned, amount: total }),
    };
  },

  async plan(scene, input) {
    const fact = requireFact(scene.snapshot, input.subscription);
    const { mode } = requireMode(scene, input);
    const said = await reasonOf(scene, offerOf(scene, input).reasons, input);
    if (mode === "immediately") return endNow(fact.id, givesBack(scene), said);
    // Flexible billing has no cancel_at_period_end: the end is named instead.
    const end =
      fact.billingMode === "flexible"
        ? { cancel_at: periodEnd(fact) }
        : { cancel_at_period_end: true };
    return {
      method: "subscriptions.update",
      id: fact.id,
      ...releaseFirst(fact),
      params: { ...end, ...said },
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

function offerOf({ view }: Scene, { subscription }: Input) {
  return requireAllowance(requireSubscription(view, subscription).actions.cancel_subscription);
}

/** When it ends: as offered, or at once where that is allowed too. Throws `feature_disabled` for any other mode. */
function requireMode(scene: Scene, input: Input) {
  const { mode, endsAt, canEndNow } = offerOf(scene, input);
  if (input.mode === undefined || input.mode === mode) return { mode, endsAt };
  if (input.mode === "immediately" && canEndNow) return { mode: input.mode, endsAt: scene.now };
  throw new PorticoError("feature_disabled", { param: "mode" });
}

function givesBack({ configuration }: Scene): boolean {
  return configuration.features.subscription_cancel.proration_behavior !== "none";
}

/** A schedule of ours ends with its subscription. Metadata cannot go with this call, and so goes before it. */
function endNow(id: string, isProrated: boolean, { metadata, ...details }: Said): StripeCall {
  return {
    method: "subscriptions.cancel",
    id,
    ...(metadata === undefined
      ? {}
      : { first: { method: "subscriptions.update", id, params: { metadata } } }),
    params: { prorate: isProrated, invoice_now: isProrated, ...details },
  };
}
