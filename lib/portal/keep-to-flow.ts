import type { Flow } from "./flow";
import { subscriptionOf } from "./flow";
import type { SessionFlow } from "./flow-state";
import { refuseEverything } from "./refuse-everything";
import type { FlowChange, FlowView, PortalView } from "./view";

const payment = ["add_payment_method", "use_payment_method", "set_default_payment_method"];

/** What can be done inside each task, and nothing else. */
const actionsOf: Readonly<Record<Flow["type"], readonly string[]>> = {
  customer_update: ["update_customer", "confirm_email"],
  payment_method_update: payment,
  subscription_cancel: ["cancel_subscription", "accept_offer", "decline_offer"],
  subscription_pause: ["pause_subscription"],
  // What is charged at once may need another payment method first, as in Stripe's own portal.
  subscription_update: ["change_plan", "change_quantity", ...payment],
  subscription_update_confirm: ["change_plan", "change_quantity", ...payment],
};

/** Whether this action is part of a task of this kind. */
export function isStepOf(type: Flow["type"], action: string): boolean {
  return actionsOf[type].includes(action);
}

/** A session's task as the view tells it; null when the whole portal is open, from the start or by now. */
export function viewFlow(session: SessionFlow | null): FlowView | null {
  if (session === null) return null;
  const { flow, state } = session;
  const after = viewCompletion(flow);
  const isCompleted = state.completed_by !== null;
  if (isCompleted && after.type === "portal_homepage") return null;
  const subscription = subscriptionOf(flow);
  const completed = isCompleted ? state.done : null;
  return { type: flow.type, subscription, isCompleted, completed, after, change: findChange(flow) };
}

/** The same view with every action refused but for the task's own steps. */
export function refuseOthers(view: PortalView, flow: FlowView): PortalView {
  return refuseEverything(
    view,
    "outside_flow",
    (action, subscription) =>
      isStepOf(flow.type, action) && (subscription === null || subscription === flow.subscription),
  );
}

/** The view of a session with a task: what the task does not need to be read is not in it. */
export function narrowToFlow(view: PortalView, flow: FlowView): PortalView {
  const { type, subscription } = flow;
  return {
    ...view,
    flow: { ...flow, change: flow.change && withoutOwnPrice(flow.change, view) },
    attention: view.attention.filter(
      (one) => "subscriptionId" in one && one.subscriptionId === subscription,
    ),
    paymentMethods: isStepOf(type, "add_payment_method") ? view.paymentMethods : null,
    billing: type === "customer_update" ? view.billing : null,
    invoices: null,
  };
}

/** To confirm the price that it has is to confirm the quantity alone. */
function withoutOwnPrice(change: FlowChange, { subscriptions }: PortalView): FlowChange {
  const items = subscriptions.flatMap((subscription) => subscription.items);
  const isOwn = items.some(({ id, priceId }) => id === change.item && priceId === change.price);
  return isOwn ? { ...change, price: null } : change;
}

function viewCompletion({ after_completion: after }: Flow): FlowView["after"] {
  const url = after.redirect?.return_url;
  if (after.type === "redirect" && url !== undefined) return { type: "redirect", url };
  if (after.type === "portal_homepage") return { type: "portal_homepage" };
  const message = after.hosted_confirmation?.custom_message ?? null;
  return { type: "hosted_confirmation", message };
}

/** The change that a session still waits to have confirmed; null: none. */
export function findAsked(session: SessionFlow | null): FlowChange | null {
  return session === null || session.state.completed_by !== null ? null : findChange(session.flow);
}

/** A session is made for one item: more are refused when it is created. */
function findChange({ subscription_update_confirm: confirm }: Flow): FlowChange | null {
  const [item] = confirm?.items ?? [];
  if (!item || item.id === null) return null;
  const [discount] = confirm?.discounts ?? [];
  return {
    item: item.id,
    price: item.price,
    quantity: item.quantity ?? null,
    coupon: discount?.coupon ?? null,
    promotionCode: discount?.promotion_code ?? null,
  };
}
