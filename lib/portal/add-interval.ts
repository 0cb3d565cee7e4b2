import type { Interval } from "./money";

const monthsPer: Readonly<Record<string, number>> = { month: 1, year: 12 };
const daysPer: Readonly<Record<string, number>> = { day: 1, week: 7 };

/**
 * One interval later, Unix seconds: the same time of the same day, as Stripe counts (in UTC). Where that month has no
 * such day, its last one: a month after 31 January is 28 February. Null for a unit we do not know.
 */
export function addInterval(at: number, { unit, count }: Interval): number | null {
  const months = monthsPer[unit];
  const days = daysPer[unit];
  const date = new Date(at * 1000);
  if (days !== undefined) date.setUTCDate(date.getUTCDate() + days * count);
  else if (months !== undefined) addMonths(date, months * count);
  else return null;
  return Math.floor(date.getTime() / 1000);
}

function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}
