import type { ActionName } from "../portal/actions";
import type { Flow } from "../portal/flow";

const completes: Readonly<Record<ActionName, readonly Flow["type"][]>> = {
  change_plan: ["subscription_update", "subscription_update_confirm"],
  cancel_subscription: ["subscription_cancel"],
  undo_cancel: [],
  set_default_payment_method: ["payment_method_update"],
  update_customer: ["customer_update"],
};

/** The flows that come to their end with an action, when they are about the same subscription. */
export function flowsCompletedBy(action: ActionName): readonly Flow["type"][] {
  return completes[action];
}
