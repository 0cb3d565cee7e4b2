import { byCurrency, currency } from "../catalogue/params";
import { taxBehavior } from "../catalogue/price-params";
import { discountsParam } from "../discounts/read-discounts";
import { address } from "../protocol/address";
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
import { automaticTax } from "../subscriptions/params/common-shape";
import { partyShape } from "../subscriptions/params/invoice-shape";
import { taxRatesParam } from "../subscriptions/params/item-shape";
import { settingsShape } from "./payment-settings";

const amount = integer(0, 99_999_999_999);
const estimate = hash({
  unit: required(oneOf("business_day", "day", "hour", "month", "week")),
  value: required(integer(1)),
});

const shippingCost = hash({
  shipping_rate: string(),
  shipping_rate_data: hash({
    delivery_estimate: hash({ maximum: estimate, minimum: estimate }),
    display_name: required(string(100)),
    fixed_amount: hash({
      amount: required(amount),
      currency: required(currency()),
      currency_options: byCurrency(hash({ amount: required(amount), tax_behavior: taxBehavior })),
    }),
    metadata: metadata(),
    tax_behavior: taxBehavior,
    tax_code: string(),
    type: oneOf("fixed_amount"),
  }),
});

/** What can be said of an invoice when it is made and while it is a draft. */
export const invoiceShape = {
  account_tax_ids: emptyable(array(string(), 20)),
  application_fee_amount: amount,
  auto_advance: boolean(),
  automatic_tax: automaticTax,
  automatically_finalizes_at: timestamp(),
  collection_method: oneOf("charge_automatically", "send_invoice"),
  custom_fields: emptyable(
    array(hash({ name: required(string(40)), value: required(string(140)) }), 4),
  ),
  days_until_due: integer(0, 3650),
  default_payment_method: emptyable(string()),
  default_source: emptyable(string()),
  default_tax_rates: taxRatesParam,
  description: emptyable(string(1500)),
  discounts: discountsParam,
  due_date: timestamp(),
  effective_at: emptyable(timestamp()),
  footer: emptyable(string()),
  issuer: hash(partyShape),
  metadata: metadata(),
  number: emptyable(string(26)),
  on_behalf_of: emptyable(string()),
  payment_settings: hash(settingsShape),
  rendering: hash({
    amount_tax_display: emptyable(oneOf("exclude_tax", "include_inclusive_tax")),
    pdf: hash({ page_size: oneOf("a4", "auto", "letter") }),
    template: string(),
    template_version: emptyable(integer(1)),
  }),
  shipping_cost: emptyable(shippingCost),
  shipping_details: emptyable(
    hash({
      address: required(address),
      name: required(string()),
      phone: emptyable(string()),
    }),
  ),
  statement_descriptor: string(22),
  transfer_data: emptyable(hash({ amount, destination: required(string()) })),
};
export type InvoiceParams = Values<typeof invoiceShape>;
export type ShippingCostParams = Values<{ it: typeof shippingCost }>["it"];
