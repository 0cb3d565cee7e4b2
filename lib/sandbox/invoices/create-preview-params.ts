import { currency } from "../catalogue/params";
import { createShape as customerShape } from "../customers/customer-params";
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
} from "../protocol/params";
import { updateShape as scheduleChange, createShape as scheduleShape } from "../schedules/params";
import { automaticTax, commonShape, flexibleShape } from "../subscriptions/params/common-shape";
import { partyShape } from "../subscriptions/params/invoice-shape";
import { pauseShape } from "../subscriptions/pause-subscription";
import { changeShape } from "../subscriptions/update-subscription";
import { itemShape } from "./item-params";

const { pricing: _pricing, ...previewedItem } = itemShape;

const invoiceItemShape = {
  ...previewedItem,
  currency: currency(),
  invoiceitem: string(),
  unit_amount: integer(-99999999, 99999999),
};
export type InvoiceItemParams = Values<typeof invoiceItemShape>;

const detailsShape = {
  ...changeShape,
  billing_cycle_anchor: hash({
    timestamp: timestamp(),
    type: required(oneOf("now", "timestamp", "unchanged")),
  }),
  billing_mode: hash({
    flexible: hash(flexibleShape),
    type: required(oneOf("classic", "flexible")),
  }),
  billing_schedules: commonShape.billing_schedules,
  cancel_now: boolean(),
  default_tax_rates: commonShape.default_tax_rates,
  metadata: metadata(),
  pause: hash(pauseShape),
  resume_at: oneOf("now"),
  start_date: timestamp(),
};
export type Details = Partial<Values<typeof detailsShape>>;

const scheduleDetailsShape = {
  billing_mode: scheduleShape.billing_mode,
  end_behavior: oneOf("cancel", "release"),
  pause_schedules: scheduleChange.pause_schedules,
  phases: scheduleChange.phases,
  proration_behavior: scheduleChange.proration_behavior,
};

const customerDetailsShape = {
  address: customerShape.address,
  shipping: customerShape.shipping,
  tax: hash({ ip_address: emptyable(string(45)) }),
  tax_exempt: customerShape.tax_exempt,
  tax_ids: customerShape.tax_id_data,
};
export type CustomerDetails = Values<typeof customerDetailsShape>;

export const previewShape = {
  automatic_tax: automaticTax,
  currency: currency(),
  customer: string(),
  customer_account: string(),
  customer_details: hash(customerDetailsShape),
  discounts: discountsParam,
  invoice_items: array(hash(invoiceItemShape), 250),
  issuer: hash(partyShape),
  on_behalf_of: emptyable(string()),
  preview_mode: oneOf("next", "recurring"),
  schedule: string(),
  schedule_details: hash(scheduleDetailsShape),
  subscription: string(),
  subscription_details: hash(detailsShape),
};
export type PreviewParams = Partial<Values<typeof previewShape>>;
