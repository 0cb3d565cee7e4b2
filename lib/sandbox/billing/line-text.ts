import type Stripe from "stripe";
import { formatUnit } from "./amounts";
import { intervalOf } from "./periods";
import type { Charge } from "./proration";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What an invoice line says, in the words Stripe uses. */
export function describeCharge(charge: Charge, productName: string): string {
  const { price, quantity, period } = charge;
  const counted = quantity === 1 ? productName : `${quantity} × ${productName}`;
  switch (charge.wording) {
    case "unused":
      return `Unused time on ${counted} after ${formatDay(period.start)}`;
    case "remaining":
      return `Remaining time on ${counted} after ${formatDay(period.start)}`;
    case "trial":
      return `Trial period for ${productName}`;
    default:
      return `${quantity} × ${productName} (at ${formatUnit(price)} ${describeInterval(price)})`;
  }
}

/** A day in UTC, e.g. "05 Jun 2026". `time` in unix seconds. */
export function formatDay(time: number): string {
  const date = new Date(time * 1000);
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${day} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

function describeInterval(price: Stripe.Price): string {
  const { unit, count } = intervalOf(price);
  return count === 1 ? `/ ${unit}` : `every ${count} ${unit}s`;
}
