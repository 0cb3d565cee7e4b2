import { promotionCodeRules } from "./apply-promotion-code";
import { cancelRules } from "./cancel-subscription";
import { changePlanRules } from "./change-plan";
import { changeQuantityRules } from "./change-quantity";
import { pauseRules } from "./pause-subscription";
import { payInvoiceRules } from "./pay-invoice";
import { addPaymentMethodRules, setDefaultRules } from "./payment-methods";
import { resubscribeRules } from "./resubscribe";
import { resumeRules } from "./resume-subscription";
import { offerRules } from "./retention-offer";
import { sessionRules } from "./session";
import { startRules } from "./start-subscription";
import { undoCancelRules } from "./undo-cancel";
import { undoChangeRules } from "./undo-change";
import { updateCustomerRules } from "./update-customer";

/** Every rule there is, by the action it may forbid. A view is built by a whole book, so that a test can tear pages out. */
export const ruleBook = {
  session: sessionRules,
  change_plan: changePlanRules,
  change_quantity: changeQuantityRules,
  undo_change: undoChangeRules,
  cancel_subscription: cancelRules,
  undo_cancel: undoCancelRules,
  accept_offer: offerRules,
  resubscribe: resubscribeRules,
  start_subscription: startRules,
  apply_promotion_code: promotionCodeRules,
  pause_subscription: pauseRules,
  resume_subscription: resumeRules,
  add_payment_method: addPaymentMethodRules,
  set_default_payment_method: setDefaultRules,
  pay_invoice: payInvoiceRules,
  update_customer: updateCustomerRules,
} as const;

export type RuleBook = typeof ruleBook;
