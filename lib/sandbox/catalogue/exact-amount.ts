import type Stripe from "stripe";
import { decimal } from "../casts";

/** An amount in minor units twice: whole if it is whole, and as a decimal ("10.50" as Stripe shows it: "10.5"). */
export function exactAmount(given: string | number): {
  whole: number | null;
  exact: Stripe.Decimal;
} {
  const text = String(given);
  const plain = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  const value = Number(plain);
  return { whole: Number.isInteger(value) ? value : null, exact: decimal(plain) };
}
