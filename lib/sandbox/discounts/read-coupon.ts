import type Stripe from "stripe";
import { byCurrency, currency, number } from "../catalogue/params";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import {
  array,
  emptyable,
  hash,
  integer,
  metadata,
  missingParam,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";

const amountOff = integer(1, 99999999);
export const currencyOptions = byCurrency(hash({ amount_off: required(amountOff) }));
const fiveYearsSeconds = 5 * 366 * 86400;

export const createShape = {
  amount_off: amountOff,
  applies_to: hash({ products: array(string()) }),
  currency: currency(),
  currency_options: currencyOptions,
  duration: oneOf("forever", "once", "repeating"),
  duration_in_months: integer(1, 1200),
  id: string(),
  max_redemptions: integer(1, 2147483647),
  metadata: metadata(),
  name: emptyable(string(40)),
  percent_off: number(0, 100, 4),
  redeem_by: timestamp(),
};
type Creation = Values<typeof createShape>;

/** Either a percentage, or an amount in a currency and perhaps in others. */
export function readMoney({
  amount_off: amount,
  currency: own,
  currency_options: options,
  percent_off: percent,
}: Creation): Pick<Stripe.Coupon, "currency" | "currency_options"> {
  if (amount !== undefined && percent !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: amount_off, percent_off.",
      "amount_off",
      "parameters_exclusive",
    );
  }
  if (amount === undefined && percent === undefined) throw missingParam("percent_off");
  if (percent === 0) throw invalid("This value must be greater than 0.", "percent_off");
  if (amount === undefined) {
    if (options !== undefined) throw optionsWithoutAmount();
    return { currency: null };
  }
  if (own === undefined) throw missingParam("currency");
  return { currency: own, currency_options: { ...options, [own]: { amount_off: amount } } };
}

/** The currency options after a change: those that were given are added or replaced. */
export function changeOptions(
  before: Stripe.Coupon,
  given: { [currency: string]: { amount_off: number } } | undefined,
): Pick<Stripe.Coupon, "currency_options"> {
  if (given === undefined) return {};
  if (before.amount_off === null || before.currency === null) throw optionsWithoutAmount();
  const own = { [before.currency]: { amount_off: before.amount_off } };
  return { currency_options: { ...before.currency_options, ...given, ...own } };
}

function optionsWithoutAmount() {
  return invalid(
    "`currency_options` can only be used with coupons that take an amount off.",
    "currency_options",
  );
}

/** How many months a repeating coupon counts; null for any other. */
export function readMonths({ duration, duration_in_months: months }: Creation): number | null {
  if (duration === "repeating" && months === undefined) throw missingParam("duration_in_months");
  if (duration !== "repeating" && months !== undefined) {
    throw invalid(
      "`duration_in_months` can only be used with `duration=repeating`.",
      "duration_in_months",
    );
  }
  return months ?? null;
}

/** The products a coupon is limited to, if any; throws 400 for one that does not exist. */
export async function readAppliesTo(
  { books }: Context,
  { applies_to: given }: Creation,
): Promise<Pick<Stripe.Coupon, "applies_to">> {
  if (given?.products === undefined) return {};
  for (const [index, product] of given.products.entries()) {
    await requireDocument(books, "product", product, `applies_to[products][${index}]`);
  }
  return { applies_to: { products: given.products } };
}

/** "The last time at which the coupon can be redeemed (cannot be set to more than 5 years in the future)." */
export function readRedeemBy(given: number | undefined, now: number): number | null {
  if (given === undefined) return null;
  if (given <= now) throw invalid("redeem_by cannot be in the past.", "redeem_by");
  if (given > now + fiveYearsSeconds) {
    throw invalid("redeem_by cannot be more than 5 years in the future.", "redeem_by");
  }
  return given;
}
