import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import { exactAmount } from "./exact-amount";
import type { GivenTier } from "./price-params";

/** Tiers as they are answered: bounds ascend, the last one has none. Throws 400 otherwise. */
export function readTiers(given: readonly GivenTier[] | undefined, path: string) {
  if (given === undefined || given.length === 0) throw missingParam(path);
  let lower = 0;
  return given.map((tier, index): Stripe.Price.Tier => {
    const at = `${path}[${index}]`;
    requireBound(tier.up_to, lower, index === given.length - 1, `${at}[up_to]`);
    if (tier.up_to !== "inf") lower = tier.up_to;
    const flat = readAmount(tier.flat_amount, tier.flat_amount_decimal, `${at}[flat_amount]`);
    const unit = readAmount(tier.unit_amount, tier.unit_amount_decimal, `${at}[unit_amount]`);
    if (flat.whole === null && flat.exact === null && unit.exact === null) {
      throw missingParam(`${at}[unit_amount]`);
    }
    return {
      flat_amount: flat.whole,
      flat_amount_decimal: flat.exact,
      unit_amount: unit.whole,
      unit_amount_decimal: unit.exact,
      up_to: tier.up_to === "inf" ? null : tier.up_to,
    };
  });
}

function requireBound(upTo: "inf" | number, lower: number, isLast: boolean, path: string): void {
  if (isLast && upTo !== "inf") {
    throw invalid("The `up_to` of the last tier must be `inf`.", path);
  }
  if (!isLast && upTo === "inf") {
    throw invalid("Only the last tier can have `inf` as its `up_to`.", path);
  }
  if (upTo !== "inf" && upTo <= lower) {
    throw invalid("The `up_to` values of the tiers must be in ascending order.", path);
  }
}

function readAmount(whole: number | undefined, exact: string | undefined, path: string) {
  if (whole !== undefined && exact !== undefined) {
    throw invalid(
      `You may only specify one of these parameters: ${path}, ${path.slice(0, -1)}_decimal].`,
      path,
      "parameters_exclusive",
    );
  }
  const amount = exact ?? whole;
  return amount === undefined ? { whole: null, exact: null } : exactAmount(amount);
}
