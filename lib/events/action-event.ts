import type { ActionName } from "../portal/actions";
import { stripeIds } from "../portal/stripe-ids";
import type { EventType } from "./event-types";

const typeOf: Readonly<Record<ActionName, EventType>> = {
  change_plan: "portico.subscription.plan_changed",
  cancel_subscription: "portico.subscription.canceled",
  undo_cancel: "portico.subscription.cancel_undone",
  set_default_payment_method: "portico.customer.default_payment_method_changed",
  update_customer: "portico.customer.updated",
};

/** What a customer did, as `data.object` of its event. */
type ActionObject = {
  /** The intent: one click. */
  readonly id: string;
  readonly object: "portico.action";
  readonly action: ActionName;
  readonly customer: string;
  readonly livemode: boolean;
  /** `scheduled`: Stripe does it later. */
  readonly outcome: "applied" | "scheduled";
  /** The session it was done in. */
  readonly session: string;
  /** Null for what concerns the customer. */
  readonly subscription: string | null;
};

type Done = {
  readonly id: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly customerId: string;
  /** The subscription or the customer. */
  readonly target: string;
};

/** The event of an action that Stripe has done: ids only, no amounts and nothing a customer typed. */
export function actionEvent(
  action: ActionName,
  { id, livemode, sessionId, customerId, target }: Done,
  outcome: ActionObject["outcome"],
): { readonly type: EventType; readonly data: ActionObject } {
  const data: ActionObject = {
    id,
    object: "portico.action",
    action,
    customer: customerId,
    livemode,
    outcome,
    session: sessionId,
    subscription: stripeIds.subscription.test(target) ? target : null,
  };
  return { type: typeOf[action], data };
}
