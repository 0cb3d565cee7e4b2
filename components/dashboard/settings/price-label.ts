import { minorDigits } from "@/lib/portal/minor-digits";
import type { Interval } from "@/lib/portal/money";
import type { Sellable } from "./settings-types";

/** "$48.00 a month", "€9.00 every 3 months"; "by tiers" where there is no single amount. */
export function priceLabel({ unitAmount, currency, interval }: Sellable["prices"][number]): string {
  const amount = unitAmount === null ? "By tiers," : formatMoney(unitAmount, currency);
  return interval === null ? `${amount} once` : `${amount} ${every(interval)}`;
}

function formatMoney(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const style = { style: "currency", currency: currency.toUpperCase() } as const;
  return new Intl.NumberFormat("en-US", { ...style, minimumFractionDigits: digits }).format(
    amount / 10 ** digits,
  );
}

function every({ unit, count }: Interval): string {
  return count === 1 ? `a ${unit}` : `every ${count} ${unit}s`;
}
