import { currency } from "../../catalogue/params";
import { interval, taxBehavior } from "../../catalogue/price-params";
import { discountsParam } from "../../discounts/read-discounts";
import {
  array,
  boolean,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  required,
  string,
  type Values,
} from "../../protocol/params";

const amountShape = {
  currency: required(currency()),
  product: required(string()),
  tax_behavior: taxBehavior,
  unit_amount_decimal: decimalText(),
};

/** A recurring price made inline. */
const recurringPriceData = hash({
  ...amountShape,
  recurring: required(hash({ interval: required(interval), interval_count: integer(1, 1095) })),
  unit_amount: integer(0, 99999999),
});

/** A one-time price made inline; a negative amount is a credit. */
export const oneTimePriceData = hash({ ...amountShape, unit_amount: integer(-99999999, 99999999) });

export const taxRatesParam = emptyable(array(string(), 20));

/** What says which price an item has, and everything an item bears beside it. */
export const itemShape = {
  billing_thresholds: emptyable(hash({ usage_gte: required(integer(1)) })),
  current_trial: hash({ trial_offer: required(string()) }),
  discounts: discountsParam,
  metadata: metadata(),
  plan: string(),
  price: string(),
  price_data: recurringPriceData,
  quantity: integer(0, 1000000),
  tax_rates: taxRatesParam,
};

export const newItem = hash(itemShape);

/** One entry of `items` in an update or preview: by `id` what is there, without one something new. */
export const itemChange = hash({
  ...itemShape,
  id: string(),
  clear_usage: boolean(),
  deleted: boolean(),
});

export type ItemParams = Values<typeof itemShape> & {
  id?: string | undefined;
  clear_usage?: boolean | undefined;
  deleted?: boolean | undefined;
};
