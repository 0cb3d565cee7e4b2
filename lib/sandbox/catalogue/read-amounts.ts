import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import { exactAmount } from "./exact-amount";
import type { GivenOption } from "./price-params";
import { readTiers } from "./read-tiers";

/** What a price says of its amount in one currency, minor units. */
export type Amounts = Pick<Stripe.Price, "custom_unit_amount" | "unit_amount"> & {
  tiers?: Stripe.Price.Tier[];
  unit_amount_decimal: Stripe.Decimal | null;
};

/**
 * The amounts of a price or of one of its currency options. `at` begins the names of parameters. Throws
 * 400 unless there is exactly one of unit amount, custom amount and, for a tiered price, tiers.
 */
export function readAmounts(
  given: GivenOption,
  isTiered: boolean,
  at: (name: string) => string = (name) => name,
): Amounts {
  const { unit_amount: whole, unit_amount_decimal: exact, custom_unit_amount: custom } = given;
  const ways = Object.entries({
    unit_amount: whole,
    unit_amount_decimal: exact,
    custom_unit_amount: custom,
    tiers: given.tiers,
  }).filter(([, value]) => value !== undefined);
  const [first, second] = ways;
  if (first !== undefined && second !== undefined) {
    throw invalid(
      `You may only specify one of these parameters: ${at(first[0])}, ${at(second[0])}.`,
      at(first[0]),
      "parameters_exclusive",
    );
  }
  if (isTiered) return { ...none, tiers: readTiers(given.tiers, at("tiers")) };
  if (given.tiers !== undefined) {
    throw invalid("`tiers` can only be used with `billing_scheme=tiered`.", at("tiers"));
  }
  if (custom !== undefined) return { ...none, custom_unit_amount: readCustom(custom, at) };
  const amount = exact ?? whole;
  if (amount === undefined) throw missingParam(at("unit_amount"));
  const { whole: unit, exact: decimal } = exactAmount(amount);
  return { custom_unit_amount: null, unit_amount: unit, unit_amount_decimal: decimal };
}

const none = { custom_unit_amount: null, unit_amount: null, unit_amount_decimal: null };

function readCustom(
  { enabled, maximum, minimum, preset }: NonNullable<GivenOption["custom_unit_amount"]>,
  at: (name: string) => string,
): Stripe.Price.CustomUnitAmount {
  const path = at("custom_unit_amount");
  if (!enabled) throw invalid("Custom unit amounts must be enabled.", `${path}[enabled]`);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    throw invalid("The minimum must not be greater than the maximum.", `${path}[minimum]`);
  }
  return { maximum: maximum ?? null, minimum: minimum ?? null, preset: preset ?? null };
}
