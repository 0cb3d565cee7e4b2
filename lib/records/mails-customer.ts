import type { ActionName } from "../portal/actions";

/** After which actions their customer is mailed: all that change what is paid for, and what is paid with. */
export const mailsCustomer: Readonly<Record<ActionName, boolean>> = {
  change_plan: true,
  change_quantity: true,
  undo_change: true,
  cancel_subscription: true,
  undo_cancel: true,
  accept_offer: true,
  /** Nothing was changed. */
  decline_offer: false,
  resubscribe: true,
  start_subscription: true,
  apply_promotion_code: true,
  pause_subscription: true,
  resume_subscription: true,
  /** Who did not do this must hear of it. */
  set_default_payment_method: true,
  use_payment_method: true,
  /** It only leads to Stripe's page. */
  add_payment_method: false,
  /** Stripe sends the receipt. */
  pay_invoice: false,
  /** A name, a phone number, an address. */
  update_customer: false,
  /** The former mailbox is told, by a mail of its own. */
  confirm_email: false,
};
