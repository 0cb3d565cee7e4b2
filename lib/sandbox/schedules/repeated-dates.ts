import { addIntervals, type Interval } from "../billing/periods";

type Dates = { start_date: number; end_date: number };

/**
 * The dates of a phase that repeats another: as many intervals when it lasted whole ones, else as many
 * seconds. Unix seconds.
 */
export function repeatedDates(last: Dates, interval: Interval | null): Dates {
  const { start_date: start, end_date: end } = last;
  if (interval !== null) {
    let count = 1;
    while (addIntervals(start, interval, count) < end) count += 1;
    if (addIntervals(start, interval, count) === end) {
      return { start_date: end, end_date: addIntervals(start, interval, 2 * count) };
    }
  }
  return { start_date: end, end_date: 2 * end - start };
}
