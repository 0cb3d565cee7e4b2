import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  string,
  timestamp,
  wordOr,
} from "../protocol/params";

/** One entry of `items` in an update or preview: by `id` what is there, without one something new. */
export const itemChange = hash({
  id: string(),
  deleted: boolean(),
  metadata: metadata(),
  price: string(),
  quantity: integer(0, 1000000),
});

export const newItem = hash({
  metadata: metadata(),
  price: string(),
  quantity: integer(0, 1000000),
});

const prorationBehavior = oneOf("create_prorations", "none", "always_invoice");
const trialEnd = wordOr("now", timestamp());

export const cancellationDetails = hash({
  comment: emptyable(string()),
  feedback: emptyable(
    oneOf(
      "customer_service",
      "low_quality",
      "missing_features",
      "other",
      "switched_service",
      "too_complex",
      "too_expensive",
      "unused",
    ),
  ),
});

/** What create and update share. */
export const commonShape = {
  cancel_at_period_end: boolean(),
  collection_method: oneOf("charge_automatically", "send_invoice"),
  days_until_due: integer(0, 365),
  default_payment_method: emptyable(string()),
  description: emptyable(string(500)),
  metadata: metadata(),
  off_session: boolean(),
  payment_behavior: oneOf(
    "allow_incomplete",
    "default_incomplete",
    "error_if_incomplete",
    "pending_if_incomplete",
  ),
  payment_settings: hash({
    payment_method_types: emptyable(array(string(50), 20)),
    save_default_payment_method: oneOf("off", "on_subscription"),
  }),
  proration_behavior: prorationBehavior,
  trial_end: trialEnd,
  trial_settings: hash({
    end_behavior: hash({
      missing_payment_method: oneOf("cancel", "create_invoice", "pause"),
    }),
  }),
};
