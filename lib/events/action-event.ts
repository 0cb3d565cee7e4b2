import type { ActionName } from "../portal/actions";
import { stripeIds } from "../portal/stripe-ids";
import type { EventType } from "./event-types";

/** Null: nothing has become of it yet that anybody should hear of. */
const typeOf: Readonly<Record<ActionName, EventType | null>> = {
  change_plan: "portico.subscription.plan_changed",
  change_quantity: "portico.subscription.quantity_changed",
  undo_change: "portico.subscription.change_undone",
  accept_offer: "portico.offer.accepted",
  decline_offer: "portico.offer.declined",
  resubscribe: "portico.subscription.resubscribed",
  start_subscription: "portico.subscription.started",
  apply_promotion_code: "portico.subscription.discounted",
  pause_subscription: "portico.subscription.paused",
  resume_subscription: "portico.subscription.resumed",
  pay_invoice: "portico.invoice.paid",
  cancel_subscription: "portico.subscription.canceled",
  undo_cancel: "portico.subscription.cancel_undone",
  set_default_payment_method: "portico.customer.default_payment_method_changed",
  add_payment_method: null,
  use_payment_method: "portico.customer.payment_method_added",
  update_customer: "portico.customer.updated",
  confirm_email: "portico.customer.email_changed",
};

/** What a customer did, as `data.object` of its event. */
type ActionObject = {
  /** The intent: one click. */
  readonly id: string;
  readonly object: "portico.action";
  readonly action: ActionName;
  readonly customer: string;
  readonly livemode: boolean;
  /** `scheduled`: Stripe does it later. `requires_action`: when the customer has confirmed the payment. */
  readonly outcome: "applied" | "scheduled" | "requires_action";
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

/** The event of an action that Stripe has done: ids only, no amounts and nothing a customer typed. Null: it has none. */
export function actionEvent(
  action: ActionName,
  { id, livemode, sessionId, customerId, target }: Done,
  outcome: ActionObject["outcome"],
): { readonly type: EventType; readonly data: ActionObject } | null {
  const type = typeOf[action];
  if (type === null) return null;
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
  return { type, data };
}
