import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { addInterval } from "../portal/add-interval";
import type { PausePreview } from "../portal/preview";
import type { SubscriptionFact } from "../portal/snapshot";
import { isPaused, periodEnd } from "../portal/subscription-state";
import type { PauseDuration } from "../portal/view";
import { readUpcoming } from "../stripe/read-upcoming";
import type { Action, Scene } from "./action";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/**
 * Of what is paused in the flexible way the time that was paid for ends at once. What is not used of it comes back,
 * on an invoice made now: it is the customer's credit and not lost when the subscription is cancelled in the pause,
 * as a pending item would be. Usage until now is on the same invoice. Only so can Stripe preview it.
 */
const pausing = {
  bill_for: {
    outstanding_usage_through: { type: "now" },
    unused_time_from: { type: "now" },
  },
  invoicing_behavior: "invoice",
} as const;

/**
 * Pauses one subscription: in the classic way no invoice is collected and the paid time runs on; in the flexible way
 * there are neither invoices nor periods. A date to go on is Stripe's own in the classic way; in the flexible way it
 * is a planned resume, written when the pause is settled.
 */
export const pauseSubscription: Action<"pause_subscription"> = {
  name: "pause_subscription",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    const { actions } = requireSubscription(view, input.subscription);
    const { durations } = requireAllowance(actions.pause_subscription);
    if (!durations.some((one) => isSame(one, input))) {
      throw new PorticoError("feature_disabled", { param: "interval" });
    }
  },

  async preview(scene, input, second) {
    const fact = requireFact(scene.snapshot, input.subscription);
    const { name } = requireSubscription(scene.view, fact.id);
    const money = isFlexible(fact) ? await readMoney(scene, fact) : nothing;
    const resumesAt = endOf(input, second);
    const preview: PausePreview = {
      kind: "pause_subscription",
      subscription: fact.id,
      name,
      resumesAt,
      paidUntil: periodEnd(fact),
      paidTime: isFlexible(fact) ? "ends" : "runs_on",
      ...money,
    };
    const prorationDate = resumesAt === null ? null : second;
    const amount = money.owed?.amount ?? null;
    return { preview, expected: expectedOf(fact, { prorationDate, amount }) };
  },

  plan({ snapshot, now }, input, { prorationDate }) {
    const fact = requireFact(snapshot, input.subscription);
    if (isFlexible(fact)) return { method: "subscriptions.pause", id: fact.id, params: pausing };
    const resumesAt = endOf(input, prorationDate ?? now);
    const until = resumesAt === null ? {} : { resumes_at: resumesAt };
    return {
      method: "subscriptions.update",
      id: fact.id,
      params: { pause_collection: { behavior: "void", ...until } },
    };
  },

  outcome: () => "applied",

  isDone: (snapshot, input) => isPaused(requireFact(snapshot, input.subscription)),
};

type Input = ActionInput<"pause_subscription">;

function isFlexible({ billingMode }: SubscriptionFact): boolean {
  return billingMode === "flexible";
}

function isSame({ interval }: PauseDuration, { interval: unit, interval_count: count }: Input) {
  if (interval === null || unit === undefined) return interval === null && unit === undefined;
  return interval.unit === unit && interval.count === (count ?? 1);
}

/** When a pause that begins at `from` is over, Unix seconds; null: when it is resumed. */
export function endOf({ interval: unit, interval_count: count = 1 }: Input, from: number) {
  return unit === undefined ? null : addInterval(from, { unit, count });
}

const nothing = { credit: null, owed: null };

/** What pausing now gives back, or what it bills for use so far. Stripe counts to the second of the confirm. */
async function readMoney(
  { stripe }: Scene,
  { id: subscription }: SubscriptionFact,
): Promise<Pick<PausePreview, "credit" | "owed">> {
  const params = { subscription, subscription_details: { pause: pausing } };
  const invoice = await readUpcoming(stripe, params);
  if (invoice === null) return nothing;
  const { total, amount_due: due, currency } = invoice;
  return {
    credit: total < 0 ? { amount: -total, currency } : null,
    owed: due > 0 ? { amount: due, currency } : null,
  };
}
