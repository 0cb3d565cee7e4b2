import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { PricedItem } from "../portal/change-timing";
import { mapItems, quantityKey } from "../portal/map-items";
import type { PlanPartView, PlanPriceView, PlanView } from "../portal/view";
import type { Action, Scene } from "./action";
import { previewChange } from "./bills/preview-plan";
import { chooseQuantities } from "./changes/choose-quantities";
import { isChanged } from "./changes/find-change";
import { callOf, changeOf, type PlanChange } from "./changes/plan-change";
import { expectChange, outcomeOfChange } from "./changes/tell-change";
import { requireAllowance, requireFact, requireSubscription } from "./checks/find-in-view";
import { requireAddressable, requireCodeAllowed } from "./checks/require-change";
import { findDiscount } from "./discounts/find-discount";

type Input = ActionInput<"change_plan">;

/** Moves a subscription to another plan: a price of the list, or all the parts of a tier. */
export const changePlan: Action<"change_plan"> = {
  name: "change_plan",
  targetOf: ({ subscription }) => subscription,

  requireAllowed(scene, input) {
    requireItem(scene, input);
    const { price } = requirePrice(scene, input);
    if (price.current) {
      throw new PorticoError("parameter_invalid", {
        param: "price",
        message: "The subscription is on this price already.",
      });
    }
    const { configuration, snapshot } = scene;
    const fact = requireFact(snapshot, input.subscription);
    requireQuantities(scene, input, price);
    requireCodeAllowed(configuration, fact, input.promotion_code);
    requireAddressable(scene, fact, input.address);
  },

  async preview(scene, input, prorationDate) {
    const { plan, price } = requirePrice(scene, input);
    const change = await workOut(scene, input, prorationDate);
    const bill = await previewChange(scene, change);
    const quantities = quantitiesOf(scene, input, price);
    const parts = price.parts.map((part) => ({
      name: part.productName,
      price: part.priceId,
      quantity: numberOf(part, quantities),
      unitLabel: part.unitLabel,
    }));
    const { name, items } = requireSubscription(scene.view, input.subscription);
    const preview = {
      kind: "change_plan" as const,
      subscription: input.subscription,
      from: { name, price: items[0]?.priceId ?? "" },
      to: { name: plan.name, price: price.id, quantity: parts[0]?.quantity ?? 1 },
      parts,
      ...bill,
    };
    return { preview, expected: expectChange(change, bill) };
  },

  async plan(scene, input, expected) {
    return callOf(await workOut(scene, input, expected.prorationDate ?? scene.now));
  },

  outcome: outcomeOfChange,
  isDone: (snapshot, _input, call) => isChanged(snapshot, call),
};

async function workOut(scene: Scene, input: Input, prorationDate: number): Promise<PlanChange> {
  const { price } = requirePrice(scene, input);
  const { parts, interval } = price;
  const { snapshot } = scene;
  const subscription = requireFact(snapshot, input.subscription);
  const quantities = quantitiesOf(scene, input, price);
  const products = parts.map(({ productId }) => productId);
  const after = parts.map(
    (part): PricedItem => ({
      priceId: part.priceId,
      unitAmount: part.price?.amount ?? null,
      quantity: numberOf(part, quantities),
      interval,
    }),
  );
  const wanted = {
    subscription,
    items: mapItems(subscription.items, parts, quantities, snapshot.products),
    after,
    discount: await findDiscount(scene, subscription, input.promotion_code, products),
    address: input.address ?? null,
  };
  return changeOf(scene, wanted, prorationDate);
}

/** How many of a part it would be; null for what is billed by use. */
function numberOf(part: PlanPartView, quantities: Readonly<Record<string, number>>): number | null {
  return part.metered ? null : (quantities[quantityKey(part)] ?? part.quantity);
}

/** In a session made for one exact change its number counts, whatever a customer might choose elsewhere. */
function quantitiesOf({ view }: Scene, input: Input, { parts }: PlanPriceView) {
  const change = view.flow?.change ?? null;
  if (change === null) return chooseQuantities(parts, input);
  const [base] = parts;
  if (base === undefined || change.quantity === null) return {};
  return { [quantityKey(base)]: change.quantity };
}

/** Another number than the plan would have by itself is a change of its own, with its own switch. */
function requireQuantities(scene: Scene, input: Input, price: PlanPriceView): void {
  const quantities = quantitiesOf(scene, input, price);
  if (scene.view.flow?.change != null) return;
  const other = price.parts.find((part) => numberOf(part, quantities) !== part.quantity);
  const { default_allowed_updates: allowed } = scene.configuration.features.subscription_update;
  if (other === undefined || allowed.includes("quantity")) return;
  const param = input.quantity === undefined ? `quantities[${quantityKey(other)}]` : "quantity";
  throw new PorticoError("feature_disabled", { param });
}

/** The chosen price in the plan list the view offers. A price outside it and an invented one answer alike. */
function requirePrice({ view }: Scene, input: Input): { plan: PlanView; price: PlanPriceView } {
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

/** Of several items that are no plan together, one has to be named; a foreign one and an unknown one answer alike. */
function requireItem({ view, snapshot }: Scene, { subscription, item }: Input): void {
  const { change_plan: allowance } = requireSubscription(view, subscription).actions;
  const { items } = requireFact(snapshot, subscription);
  if (item === undefined) {
    if (allowance.allowed || allowance.reason !== "several_items") return;
    throw new PorticoError("parameter_missing", { param: "item" });
  }
  if (items.some(({ id }) => id === item)) return;
  throw new PorticoError("resource_missing", {
    param: "item",
    message: `No such item: '${item}'`,
  });
}
