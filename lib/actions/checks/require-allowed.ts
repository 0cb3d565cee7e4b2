import { PorticoError } from "../../errors";
import type { ActionInput, ActionName } from "../../portal/actions";
import { isStepOf } from "../../portal/keep-to-flow";
import type { ItemFact } from "../../portal/snapshot";
import type { FlowChange, FlowView, ReasonCode } from "../../portal/view";
import type { Action, Scene } from "../action";

/**
 * Whether exactly this may be done in this session now. Throws what the action itself throws, and `flow_step_invalid`
 * for whatever is not the task that the session was made for, or is not what it asks to confirm.
 */
export function requireAllowed<Name extends ActionName>(
  action: Action<Name>,
  scene: Scene,
  input: ActionInput<Name>,
): void {
  const { flow } = scene.view;
  // An offer's own action says more: that it was taken. Whatever else it finds is refused in the view too.
  const tellsMore = action.name === "accept_offer";
  if (flow?.isCompleted && !tellsMore) throw notAStep("flow_completed");
  if (flow && !isStepOf(flow.type, action.name)) throw notAStep("outside_flow");
  if (action.name === "use_payment_method") requireSameSubscription(flow, input);
  if (flow?.type === "subscription_update_confirm") requireConfirmed(flow, scene, input);
  action.requireAllowed(scene, input);
}

function notAStep(reason: ReasonCode): PorticoError {
  return new PorticoError("flow_step_invalid", { extra: { reason } });
}

/** A new payment method may be put on the subscription that the task is about, and on no other. */
function requireSameSubscription(flow: FlowView | null, input: object): void {
  const { subscription }: Given = input;
  const about = flow?.subscription ?? null;
  if (about === null || subscription === undefined || subscription === about) return;
  throw notAStep("outside_flow");
}

/** What a customer may send of the change: everything else in it is the session's. */
type Given = {
  readonly subscription?: string | undefined;
  readonly item?: string | undefined;
  readonly price?: string | undefined;
  readonly quantity?: number | undefined;
  readonly quantities?: Readonly<Record<string, number>> | undefined;
  readonly promotion_code?: string | undefined;
};

function requireConfirmed({ change, subscription }: FlowView, scene: Scene, input: object): void {
  const given: Given = input;
  // Another subscription is refused by the action, which tells one that is not this customer's as absent.
  if (given.subscription !== subscription) return;
  const fact = scene.snapshot.subscriptions.data.find(({ id }) => id === subscription);
  const item = fact?.items.find(({ id }) => id === change?.item);
  if (!change || !item || !isSame(change, item, given)) throw notAStep("outside_flow");
}

/** What is left out stays as it is, on both sides. A discount is never the browser's to name. */
function isSame(change: FlowChange, item: ItemFact, given: Given): boolean {
  const quantity = change.quantity ?? item.quantity;
  const { quantities = {}, promotion_code: code } = given;
  return (
    (given.item ?? change.item) === change.item &&
    (given.price ?? item.price.id) === (change.price ?? item.price.id) &&
    (given.quantity ?? quantityOf(quantities) ?? item.quantity) === quantity &&
    Object.values(quantities).every((each) => each === quantity) &&
    code === undefined
  );
}

function quantityOf(quantities: Readonly<Record<string, number>>): number | undefined {
  return Object.values(quantities)[0];
}
