import type Stripe from "stripe";
import type { LoadedDiscount } from "../discounts/load-discounts";
import { formatMoney, formatUnit } from "./amounts";
import { type Exact, toDecimal } from "./exact";
import { intervalOf } from "./periods";
import type { PricePart } from "./price-parts";
import { isMetered } from "./proration";
import type { SettledCharge } from "./settle-charges";

/** How a product is called on lines; its unit label stands between quantity and name. */
export type Named = { name: string; unitLabel: string | null };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What a proration's line says, in the words Stripe uses. */
export function describeCharge(charge: SettledCharge, named: Named, isNet: boolean): string {
  const { quantity, period } = charge;
  const counted = quantity === 1 ? named.name : count(String(quantity), named);
  const offs = isNet ? charge.own.map((one) => describeOff(one, charge.price.currency)) : [];
  const less = offs.length === 0 ? "" : ` (with ${offs.join(", ")})`;
  switch (charge.wording) {
    case "unused":
      return `Unused time on ${counted}${less} after ${formatDay(period.start)}`;
    case "remaining":
      return `Remaining time on ${counted}${less} after ${formatDay(period.start)}`;
    default:
      return `${count(charge.usage ?? String(quantity), named)}`;
  }
}

/**
 * What a trial's line says: flexible billing has one form for all prices, classic names licensed ones
 * without a quantity. (https://docs.stripe.com/billing/subscriptions/billing-mode/compare)
 */
export function describeTrial(charge: SettledCharge, named: Named, isClassic: boolean): string {
  const counted = count(charge.usage ?? String(charge.quantity), named);
  if (!isClassic) return `Free trial for ${counted}`;
  return isMetered(charge) ? `${counted} (Free trial)` : `Trial period for ${named.name}`;
}

/** What a line of a whole period says, e.g. "3 × Seats (at $9.00 / month)"; a tier names itself. */
export function describePart(part: PricePart, price: Stripe.Price, named: Named): string {
  const counted = part.isFlat ? named.name : count(toDecimal(part.quantity), named);
  const tier = part.tier === null ? "at" : `Tier ${part.tier} at`;
  return `${counted} (${tier} ${describeUnit(part.unit, price)} ${describeInterval(price)})`;
}

/** A day in UTC, e.g. "05 Jun 2026". `time` in unix seconds. */
export function formatDay(time: number): string {
  const date = new Date(time * 1000);
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${day} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

function count(quantity: string, { name, unitLabel }: Named): string {
  return `${quantity} ${unitLabel === null ? "" : `${unitLabel} `}× ${name}`;
}

function describeOff({ coupon }: LoadedDiscount, currency: string): string {
  if (coupon.percent_off !== null) return `${coupon.percent_off.toFixed(1)}% off`;
  const amount = coupon.currency_options?.[currency]?.amount_off ?? coupon.amount_off ?? 0;
  return `${formatMoney(amount, currency)} off`;
}

function describeUnit(unit: Exact, price: Stripe.Price): string {
  const packages = price.transform_quantity;
  const amount = formatUnit(unit, price.currency);
  return packages === null ? amount : `${amount} per ${packages.divide_by}`;
}

function describeInterval(price: Stripe.Price): string {
  const { unit, count: times } = intervalOf(price);
  return times === 1 ? `/ ${unit}` : `every ${times} ${unit}s`;
}
