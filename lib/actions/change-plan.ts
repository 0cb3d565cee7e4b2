import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { PlanPriceView, PlanView } from "../portal/view";
import type { Action, Scene } from "./action";
import { expectedOf, requireAllowance, requireFact, requireSubscription } from "./find-in-view";
import { changeOf } from "./plan-change";
import { previewPlan } from "./preview-plan";

/** Moves a subscription's one item to another price of the plan list. */
export const changePlan: Action<"change_plan"> = {
  name: "change_plan",
  targetOf: ({ subscription }) => subscription,

  requireAllowed(scene, input) {
    const { price } = requirePrice(scene, input);
    requireOnlyItem(scene, input);
    if (price.current) {
      throw new PorticoError("parameter_invalid", {
        param: "price",
        message: "The subscription is on this price already.",
      });
    }
    const { quantity } = input;
    if (quantity !== undefined && quantity !== currentQuantity(scene, input)) {
      throw new PorticoError("quantity_invalid", { param: "quantity" });
    }
  },

  async preview(scene, input, prorationDate) {
    const { plan, price } = requirePrice(scene, input);
    const change = changeOf(scene, input, price, prorationDate);
    const preview = await previewPlan(scene, change, plan, price);
    const fact = requireFact(scene.snapshot, input.subscription);
    const pinned = change.proratesFrom;
    const amount = preview.dueNow.amount;
    return { preview, expected: expectedOf(fact, { prorationDate: pinned, amount }) };
  },

  plan(scene, input, expected) {
    const { price } = requirePrice(scene, input);
    const change = changeOf(scene, input, price, expected.prorationDate ?? scene.now);
    const { item, quantity, behavior, anchor, endsTrial, proratesFrom } = change;
    return {
      method: "subscriptions.update",
      id: input.subscription,
      params: {
        items: [{ id: item.id, price: price.id, quantity }],
        proration_behavior: behavior,
        payment_behavior: "error_if_incomplete",
        ...(proratesFrom === null ? {} : { proration_date: proratesFrom }),
        ...(anchor === null ? {} : { billing_cycle_anchor: { type: anchor } }),
        ...(endsTrial ? { trial_end: "now" as const } : {}),
      },
    };
  },

  outcome: () => "applied",

  isDone(snapshot, input) {
    const { items } = requireFact(snapshot, input.subscription);
    return items.some(({ price }) => price.id === input.price);
  },
};

/** The chosen price in the plan list the view offers. A price outside it and an invented one answer alike. */
function requirePrice(
  { view }: Scene,
  input: ActionInput<"change_plan">,
): { plan: PlanView; price: PlanPriceView } {
  const { actions } = requireSubscription(view, input.subscription);
  const { plans } = requireAllowance(actions.change_plan);
  for (const plan of plans) {
    const price = plan.prices.find(({ id }) => id === input.price);
    if (price !== undefined) return { plan, price };
  }
  throw new PorticoError("feature_disabled", {
    param: "price",
    message: "This plan is not on offer.",
  });
}

function requireOnlyItem({ snapshot }: Scene, input: ActionInput<"change_plan">): void {
  const [item] = requireFact(snapshot, input.subscription).items;
  if (input.item === undefined || input.item === item?.id) return;
  throw new PorticoError("resource_missing", {
    param: "item",
    message: `No such item: '${input.item}'`,
  });
}

function currentQuantity({ snapshot }: Scene, input: ActionInput<"change_plan">): number {
  return requireFact(snapshot, input.subscription).items[0]?.quantity ?? 1;
}
