import type { ActionName } from "../portal/actions";
import type { Action } from "./action";
import { cancelSubscription } from "./cancel-subscription";
import { changePlan } from "./change-plan";
import { setDefaultPaymentMethod } from "./set-default-payment-method";
import { undoCancel } from "./undo-cancel";
import { updateCustomer } from "./update-customer";

const actions: { readonly [Name in ActionName]: Action<Name> } = {
  change_plan: changePlan,
  cancel_subscription: cancelSubscription,
  undo_cancel: undoCancel,
  set_default_payment_method: setDefaultPaymentMethod,
  update_customer: updateCustomer,
};

/** The verb behind a name. */
export function actionOf<Name extends ActionName>(name: Name): Action<Name> {
  return actions[name];
}
