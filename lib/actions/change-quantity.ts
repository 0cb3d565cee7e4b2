import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { ItemFact, SubscriptionFact } from "../portal/snapshot";
import type { QuantityView } from "../portal/view";
import type { Action, Scene } from "./action";
import { previewChange } from "./bills/preview-plan";
import { requirePossible } from "./changes/choose-quantities";
import { isChanged } from "./changes/find-change";
import { callOf, changeOf, type PlanChange, priceItem } from "./changes/plan-change";
import { expectChange, outcomeOfChange } from "./changes/tell-change";
import { requireAllowance, requireFact, requireSubscription } from "./checks/find-in-view";
import { requireAddressable } from "./checks/require-change";
import { findDiscount } from "./discounts/find-discount";

type Input = ActionInput<"change_quantity">;
type Found = {
  readonly subscription: SubscriptionFact;
  readonly item: ItemFact;
  readonly shown: QuantityView;
};

/** Changes how many of one item are billed. */
export const changeQuantity: Action<"change_quantity"> = {
  name: "change_quantity",
  targetOf: ({ subscription }) => subscription,

  requireAllowed(scene, input) {
    const { shown, subscription } = requireItem(scene, input);
    requireAddressable(scene, subscription, input.address);
    requirePossible(input.quantity, shown.terms, { param: "quantity", held: shown.quantity });
    if (input.quantity !== shown.quantity) return;
    throw new PorticoError("parameter_invalid", {
      param: "quantity",
      message: "The subscription has so many already.",
    });
  },

  async preview(scene, input, prorationDate) {
    const { item, shown } = requireItem(scene, input);
    const change = await workOut(scene, input, prorationDate);
    const bill = await previewChange(scene, change);
    const { name } = requireSubscription(scene.view, input.subscription);
    const { id: price } = item.price;
    const { quantity } = input;
    const preview = {
      kind: "change_quantity" as const,
      subscription: input.subscription,
      item: item.id,
      fromQuantity: shown.quantity,
      from: { name, price },
      to: { name, price, quantity },
      parts: [{ name: shown.productName, price, quantity, unitLabel: shown.unitLabel }],
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
  const { subscription, item } = requireItem(scene, input);
  const { id, price } = item;
  const { quantity } = input;
  const wanted = {
    subscription,
    items: [{ id, price: price.id, quantity, deleted: false }],
    after: [{ ...priceItem(item), quantity }],
    discount: await findDiscount(scene, subscription, undefined, [price.productId]),
    address: input.address ?? null,
  };
  return changeOf(scene, wanted, prorationDate);
}

/** The one item that is meant; of several it has to be named. A foreign one and an unknown one answer alike. */
function requireItem({ view, snapshot }: Scene, input: Input): Found {
  const { actions } = requireSubscription(view, input.subscription);
  const subscription = requireFact(snapshot, input.subscription);
  if (input.item !== undefined && !subscription.items.some(({ id }) => id === input.item)) {
    throw new PorticoError("resource_missing", {
      param: "item",
      message: `No such item: '${input.item}'`,
    });
  }
  const { items } = requireAllowance(actions.change_quantity);
  const [only, ...others] = items;
  if (input.item === undefined && others.length > 0) {
    throw new PorticoError("parameter_missing", { param: "item" });
  }
  const shown = input.item === undefined ? only : items.find(({ item }) => item === input.item);
  const item = subscription.items.find(({ id }) => id === shown?.item);
  if (shown === undefined || item === undefined) {
    throw new PorticoError("subscription_state", { extra: { reason: "quantity_fixed" } });
  }
  return { subscription, item, shown };
}
