import { currency, number } from "../catalogue/params";
import { discountsParam } from "../discounts/read-discounts";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
  wordOr,
} from "../protocol/params";
import { automaticTax, commonShape, transferData } from "../subscriptions/params/common-shape";
import { invoiceSettingsShape } from "../subscriptions/params/invoice-shape";
import { itemShape, oneTimePriceData, taxRatesParam } from "../subscriptions/params/item-shape";

const maxPhases = 10;
const intervals = ["day", "week", "month", "year"] as const;
const moment = wordOr("now", timestamp());

const invoiceSettings = hash({ ...invoiceSettingsShape, days_until_due: integer(0, 365) });

/** What default settings and phases share. */
const settingsShape = {
  application_fee_percent: number(0, 100, 2),
  automatic_tax: automaticTax,
  billing_cycle_anchor: oneOf("automatic", "phase_start"),
  billing_thresholds: commonShape.billing_thresholds,
  collection_method: oneOf("charge_automatically", "send_invoice"),
  default_payment_method: emptyable(string()),
  description: emptyable(string(500)),
  invoice_settings: invoiceSettings,
  on_behalf_of: emptyable(string()),
  transfer_data: emptyable(transferData),
};
export type SettingsParams = Partial<Values<typeof settingsShape>>;

const addedShape = {
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  period: hash({
    end: required(
      hash({
        timestamp: timestamp(),
        type: required(oneOf("min_item_period_end", "phase_end", "timestamp")),
      }),
    ),
    start: required(
      hash({
        timestamp: timestamp(),
        type: required(oneOf("max_item_period_start", "phase_start", "timestamp")),
      }),
    ),
  }),
  price: string(),
  price_data: oneTimePriceData,
  quantity: integer(0, 1000000),
  tax_rates: taxRatesParam,
};
export type AddedParams = Values<typeof addedShape>;

const { current_trial: _trial, ...phaseItemShape } = itemShape;
export type PhaseItemParams = Values<typeof phaseItemShape>;

const phaseShape = {
  ...settingsShape,
  add_invoice_items: array(hash(addedShape), 20),
  currency: currency(),
  default_tax_rates: taxRatesParam,
  discounts: discountsParam,
  duration: hash({ interval: required(oneOf(...intervals)), interval_count: integer(1) }),
  end_date: moment,
  items: required(array(hash(phaseItemShape), 20)),
  // Gone from the API since 2025-09-30.clover; the official CLI still sends it.
  iterations: integer(1),
  metadata: metadata(),
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
  start_date: moment,
  trial: boolean(),
  trial_end: moment,
};
export type PhaseParams = Values<typeof phaseShape>;

const pauseShape = {
  key: string(),
  pause: hash({
    pause_at: hash({ timestamp: timestamp(), type: required(oneOf("now", "timestamp")) }),
    settings: hash({
      bill_for: hash({
        outstanding_usage_through: hash({ type: oneOf("none", "pause_at") }),
        unused_time_from: hash({ type: oneOf("item_current_period_start", "none", "pause_at") }),
      }),
      invoicing_behavior: oneOf("invoice", "pending_invoice_item"),
      type: oneOf("subscription"),
    }),
  }),
  resume: emptyable(
    hash({
      resume_at: hash({
        duration: hash({ interval: required(oneOf(...intervals)), interval_count: integer(1) }),
        timestamp: timestamp(),
        type: required(oneOf("duration", "now", "timestamp")),
      }),
      settings: hash({
        billing_cycle_anchor: oneOf("resume_at", "unchanged"),
        payment_behavior: oneOf("resume_on_payment_attempt", "resume_on_payment_success"),
        proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
      }),
    }),
  ),
};
export type PauseParams = Values<typeof pauseShape>;

const commonScheduleShape = {
  default_settings: hash(settingsShape),
  end_behavior: oneOf("cancel", "none", "release", "renew"),
  metadata: metadata(),
  pause_schedules: emptyable(array(hash(pauseShape), 1)),
  phases: array(hash(phaseShape), maxPhases),
};

export const createShape = {
  ...commonScheduleShape,
  billing_mode: hash({
    flexible: hash({ proration_discounts: oneOf("included", "itemized") }),
    type: required(oneOf("classic", "flexible")),
  }),
  customer: string(),
  customer_account: string(),
  from_subscription: string(),
  start_date: moment,
};
export type CreateParams = Values<typeof createShape>;

export const updateShape = {
  ...commonScheduleShape,
  proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
};
export type UpdateParams = Values<typeof updateShape>;
