import { discountsParam } from "../../discounts/read-discounts";
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
} from "../../protocol/params";
import { oneTimePriceData, taxRatesParam } from "./item-shape";

/** Whose an invoice or a tax is: the account's own, or a connected account's. */
export const partyShape = { account: string(), type: required(oneOf("account", "self")) };
export type PartyParams = Values<typeof partyShape>;

export const invoiceSettingsShape = {
  account_tax_ids: emptyable(array(string(), 20)),
  custom_fields: emptyable(
    array(hash({ name: required(string(40)), value: required(string(140)) }), 4),
  ),
  description: emptyable(string(1500)),
  footer: emptyable(string()),
  issuer: hash(partyShape),
};
export const invoiceSettings = hash(invoiceSettingsShape);

const addInvoiceItemShape = {
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  period: hash({
    end: required(
      hash({ timestamp: timestamp(), type: required(oneOf("min_item_period_end", "timestamp")) }),
    ),
    start: required(
      hash({
        timestamp: timestamp(),
        type: required(oneOf("max_item_period_start", "now", "timestamp")),
      }),
    ),
  }),
  price: string(),
  price_data: oneTimePriceData,
  quantity: integer(0, 1000000),
  tax_rates: taxRatesParam,
};
export type AddInvoiceItem = Values<typeof addInvoiceItemShape>;

/** One-time things for a subscription's next invoice. */
export const addInvoiceItems = array(hash(addInvoiceItemShape), 20);

export const pendingInvoiceItemInterval = emptyable(
  hash({
    interval: required(oneOf("day", "month", "week", "year")),
    interval_count: integer(1, 365),
  }),
);
