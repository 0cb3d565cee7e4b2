import { discountsParam } from "../../discounts/read-discounts";
import { invalid } from "../../protocol/errors";
import {
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  type Param,
  required,
  string,
  timestamp,
  wordOr,
} from "../../protocol/params";
import {
  addInvoiceItems,
  invoiceSettings,
  partyShape,
  pendingInvoiceItemInterval,
} from "./invoice-shape";
import { taxRatesParam } from "./item-shape";
import { paymentBehavior, paymentSettings } from "./payment-shape";
import { percent } from "./percent";

export const prorationBehavior = oneOf("create_prorations", "none", "always_invoice");
const trialEnd = wordOr("now", timestamp());
/** Unix seconds, or a word for the end of a period. */
export const cancelAt = wordOr(
  "min_period_end",
  wordOr("max_period_end", wordOr("max_billed_until", timestamp())),
);

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
  feedback_option: emptyable(string()),
});

/** How a subscription is billed: classic or flexible. */
export const flexibleShape = { proration_discounts: oneOf("included", "itemized") };

export const automaticTax = hash({ enabled: required(boolean()), liability: hash(partyShape) });
export const transferData = hash({ amount_percent: percent(), destination: required(string()) });

const trialSettings = hash({
  end_behavior: required(
    hash({
      billing_cycle_anchor: oneOf("now", "unchanged"),
      missing_payment_method: oneOf("cancel", "create_invoice", "pause"),
    }),
  ),
});

/** What create and update share. */
export const commonShape = {
  add_invoice_items: addInvoiceItems,
  application_fee_percent: emptyable(percent()),
  automatic_tax: automaticTax,
  billing_schedules: withoutPrebilling(),
  billing_thresholds: emptyable(
    hash({ amount_gte: integer(50, 99999999), reset_billing_cycle_anchor: boolean() }),
  ),
  cancel_at_period_end: boolean(),
  collection_method: oneOf("charge_automatically", "send_invoice"),
  days_until_due: integer(0, 365),
  default_payment_method: emptyable(string()),
  default_source: emptyable(string()),
  default_tax_rates: taxRatesParam,
  description: emptyable(string(500)),
  discounts: discountsParam,
  invoice_settings: invoiceSettings,
  metadata: metadata(),
  off_session: boolean(),
  on_behalf_of: emptyable(string()),
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  pending_invoice_item_interval: pendingInvoiceItemInterval,
  proration_behavior: prorationBehavior,
  transfer_data: emptyable(transferData),
  trial_end: trialEnd,
  trial_from_plan: boolean(),
  trial_settings: trialSettings,
};

/** Billing for several periods ahead is the one thing this sandbox does not do. An empty list is fine. */
function withoutPrebilling(): Param<never[]> {
  return {
    required: false,
    read: (raw, path) => {
      if (raw === "" || (Array.isArray(raw) && raw.length === 0)) return [];
      throw invalid("Billing schedules (prebilling) are not part of this sandbox.", path);
    },
  };
}
