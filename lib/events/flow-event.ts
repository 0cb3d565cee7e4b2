import type { ActionName } from "../portal/actions";
import type { Flow } from "../portal/flow";

const completes: Readonly<Record<ActionName, readonly Flow["type"][]>> = {
  change_plan: ["subscription_update", "subscription_update_confirm"],
  change_quantity: ["subscription_update", "subscription_update_confirm"],
  undo_change: [],
  accept_offer: ["subscription_cancel"],
  decline_offer: [],
  resubscribe: [],
  start_subscription: [],
  apply_promotion_code: [],
  pause_subscription: ["subscription_pause"],
  resume_subscription: [],
  pay_invoice: [],
  cancel_subscription: ["subscription_cancel"],
  undo_cancel: [],
  set_default_payment_method: ["payment_method_update"],
  add_payment_method: [],
  use_payment_method: ["payment_method_update"],
  update_customer: ["customer_update"],
  confirm_email: ["customer_update"],
};

/** The flows that come to their end with an action, when they are about the same subscription. */
export function flowsCompletedBy(action: ActionName, input: unknown): readonly Flow["type"][] {
  return isAside(action, input) ? [] : completes[action];
}

/** A subscription that is moved to the new payment method as well: it is not the customer's default yet. */
function isAside(action: ActionName, input: unknown): boolean {
  if (action !== "use_payment_method") return false;
  return typeof input === "object" && input !== null && "subscription" in input;
}
