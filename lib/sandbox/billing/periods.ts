import type Stripe from "stripe";

/** A billing interval: every `count` days, weeks, months or years. */
export type Interval = { unit: string; count: number };

const daySeconds = 86400;

/** How often a recurring price bills. */
export function intervalOf(price: Stripe.Price): Interval {
  return {
    unit: price.recurring?.interval ?? "month",
    count: price.recurring?.interval_count ?? 1,
  };
}

export function isSameInterval(first: Interval, second: Interval): boolean {
  return first.unit === second.unit && first.count === second.count;
}

/**
 * `anchor` (unix seconds) moved by `times` intervals, in UTC. Months and years keep the anchor's day,
 * clamped to the month's last: 31 January → 28 February → 31 March, as Stripe bills.
 */
export function addIntervals(anchor: number, interval: Interval, times: number): number {
  const steps = interval.count * times;
  switch (interval.unit) {
    case "day":
      return anchor + steps * daySeconds;
    case "week":
      return anchor + steps * 7 * daySeconds;
    case "year":
      return addMonths(anchor, steps * 12);
    default:
      return addMonths(anchor, steps);
  }
}

/** The first boundary of the anchor's grid that lies after `time`; all in unix seconds. */
export function nextBoundary(anchor: number, interval: Interval, time: number): number {
  const length = addIntervals(anchor, interval, 1) - anchor;
  let times = Math.floor((time - anchor) / length) - 1;
  while (addIntervals(anchor, interval, times) <= time) times += 1;
  while (addIntervals(anchor, interval, times - 1) > time) times -= 1;
  return addIntervals(anchor, interval, times);
}

/** The last boundary of the anchor's grid that lies before `time`; all in unix seconds. */
export function previousBoundary(anchor: number, interval: Interval, time: number): number {
  const length = addIntervals(anchor, interval, 1) - anchor;
  let times = Math.floor((time - anchor) / length) + 1;
  while (addIntervals(anchor, interval, times) >= time) times -= 1;
  while (addIntervals(anchor, interval, times + 1) < time) times += 1;
  return addIntervals(anchor, interval, times);
}

function addMonths(anchor: number, months: number): number {
  const date = new Date(anchor * 1000);
  const day = date.getUTCDate();
  const first = new Date(date);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return Math.floor(first.getTime() / 1000);
}
