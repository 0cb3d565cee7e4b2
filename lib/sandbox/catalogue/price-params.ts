import {
  array,
  boolean,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  type Values,
  wordOr,
} from "../protocol/params";
import { byCurrency, currency } from "./params";

const maxAmount = 999_999_999_999;

export const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");
export const interval = oneOf("day", "week", "month", "year");
export const usageType = oneOf("licensed", "metered");
export const billingScheme = oneOf("per_unit", "tiered");
export const tiersMode = oneOf("graduated", "volume");
export const amount = integer(0, maxAmount);
export const transformation = hash({
  divide_by: required(integer(1)),
  round: required(oneOf("down", "up")),
});

const tierShape = {
  flat_amount: amount,
  flat_amount_decimal: decimalText(),
  unit_amount: amount,
  unit_amount_decimal: decimalText(),
  up_to: required(wordOr("inf", integer(1))),
};
export const tiers = array(hash(tierShape));

/** How much, in minor units: one of several ways. */
const amountShape = {
  custom_unit_amount: hash({
    enabled: required(boolean()),
    maximum: amount,
    minimum: amount,
    preset: amount,
  }),
  tax_behavior: taxBehavior,
  unit_amount: amount,
  unit_amount_decimal: decimalText(),
};
const optionShape = { ...amountShape, tiers };
export const currencyOptions = byCurrency(hash(optionShape));

const recurringShape = {
  interval: required(interval),
  interval_count: integer(1, 1095),
};
/** What a price has in common wherever it is made: by itself, with its product, or as a plan. */
export const defaultPriceShape = {
  ...amountShape,
  currency: required(currency()),
  currency_options: currencyOptions,
  metadata: metadata(),
  recurring: hash(recurringShape),
};
export const priceShape = {
  ...defaultPriceShape,
  active: boolean(),
  billing_scheme: billingScheme,
  lookup_key: string(200),
  nickname: emptyable(string()),
  product: string(),
  recurring: hash({
    ...recurringShape,
    meter: string(),
    trial_period_days: integer(0, 730),
    usage_type: usageType,
  }),
  tiers,
  tiers_mode: tiersMode,
  transfer_lookup_key: boolean(),
  transform_quantity: transformation,
};

export type GivenTier = Values<typeof tierShape>;
export type GivenOption = Partial<Values<typeof optionShape>>;
type GivenRecurring = Values<typeof recurringShape> & {
  meter?: string | undefined;
  trial_period_days?: number | undefined;
  usage_type?: "licensed" | "metered" | undefined;
};
export type PriceParams = Omit<Partial<Values<typeof priceShape>>, "recurring"> & {
  currency: string;
  product: string;
  recurring?: GivenRecurring | undefined;
};
