import type { ActionName } from "../portal/actions";
import { acceptOffer } from "./accept-offer";
import type { Action } from "./action";
import { addPaymentMethod } from "./add-payment-method";
import { applyPromotionCode } from "./apply-promotion-code";
import { cancelSubscription } from "./cancel-subscription";
import { changePlan } from "./change-plan";
import { changeQuantity } from "./change-quantity";
import { confirmEmail } from "./confirm-email";
import { declineOffer } from "./decline-offer";
import { pauseSubscription } from "./pause-subscription";
import { payInvoice } from "./pay-invoice";
import { resubscribe } from "./resubscribe";
import { resumeSubscription } from "./resume-subscription";
import { setDefaultPaymentMethod } from "./set-default-payment-method";
import { startSubscription } from "./start-subscription";
import { undoCancel } from "./undo-cancel";
import { undoChange } from "./undo-change";
import { updateCustomer } from "./update-customer";
import { usePaymentMethod } from "./use-payment-method";

const actions: { readonly [Name in ActionName]: Action<Name> } = {
  change_plan: changePlan,
  change_quantity: changeQuantity,
  undo_change: undoChange,
  cancel_subscription: cancelSubscription,
  undo_cancel: undoCancel,
  accept_offer: acceptOffer,
  decline_offer: declineOffer,
  resubscribe,
  start_subscription: startSubscription,
  apply_promotion_code: applyPromotionCode,
  pause_subscription: pauseSubscription,
  resume_subscription: resumeSubscription,
  add_payment_method: addPaymentMethod,
  use_payment_method: usePaymentMethod,
  set_default_payment_method: setDefaultPaymentMethod,
  pay_invoice: payInvoice,
  update_customer: updateCustomer,
  confirm_email: confirmEmail,
};

/** The verb behind a name. */
export function actionOf<Name extends ActionName>(name: Name): Action<Name> {
  return actions[name];
}
