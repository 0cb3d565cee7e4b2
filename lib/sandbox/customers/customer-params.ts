import { address } from "../protocol/address";
import {
  array,
  boolean,
  email,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { taxIdType } from "./tax-id-types";

const settingsShape = {
  custom_fields: emptyable(
    array(hash({ name: required(string(40)), value: required(string(140)) }), 4),
  ),
  default_payment_method: emptyable(string()),
  footer: emptyable(string()),
  rendering_options: emptyable(
    hash({
      amount_tax_display: emptyable(oneOf("exclude_tax", "include_inclusive_tax")),
      template: string(),
    }),
  ),
};
const common = {
  address: emptyable(address),
  balance: integer(-999_999_999_999, 999_999_999_999),
  business_name: emptyable(string(150)),
  cash_balance: hash({
    settings: hash({ reconciliation_mode: oneOf("automatic", "manual", "merchant_default") }),
  }),
  /** Not in the newest version any more; the official CLI still sends it. */
  coupon: emptyable(string()),
  description: emptyable(string()),
  email: emptyable(email()),
  individual_name: emptyable(string(150)),
  invoice_prefix: string(12),
  invoice_settings: hash(settingsShape),
  metadata: metadata(),
  name: emptyable(string(256)),
  next_invoice_sequence: integer(1),
  phone: emptyable(string(20)),
  preferred_locales: emptyable(array(string(10))),
  promotion_code: emptyable(string()),
  shipping: emptyable(
    hash({ address: required(address), name: required(string()), phone: emptyable(string(20)) }),
  ),
  source: string(),
  tax_exempt: emptyable(oneOf("none", "exempt", "reverse")),
  validate: boolean(),
};

export const createShape = {
  ...common,
  payment_method: string(),
  tax: hash({
    ip_address: emptyable(string(45)),
    validate_location: oneOf("deferred", "immediately"),
  }),
  tax_id_data: array(hash({ type: required(taxIdType), value: required(string(100)) }), 5),
  test_clock: string(),
};
export const updateShape = {
  ...common,
  default_source: string(),
  tax: hash({
    ip_address: emptyable(string(45)),
    validate_location: oneOf("auto", "deferred", "immediately"),
  }),
};

export type Changes = Partial<Values<typeof updateShape>>;
