import { addIntervals, type Interval, nextBoundary, previousBoundary } from "../billing/periods";
import { invalid } from "../protocol/errors";
import { hash, integer, required, type Values } from "../protocol/params";

const configShape = {
  day_of_month: required(integer(1, 31)),
  hour: integer(0, 23),
  minute: integer(0, 59),
  month: integer(1, 12),
  second: integer(0, 59),
};
export const anchorConfig = hash(configShape);
export type AnchorConfig = Values<typeof configShape>;

type AnchorParams = {
  billing_cycle_anchor?: number | undefined;
  billing_cycle_anchor_config?: AnchorConfig | undefined;
};

/**
 * The billing date a new subscription asks for, in unix seconds; null: its own beginning. `start` is when
 * it would be billed otherwise. Throws 400 for one in the past or after the next natural billing date.
 */
export function readAnchor(
  params: AnchorParams,
  { now, start, interval }: { now: number; start: number; interval: Interval },
): number | null {
  const { billing_cycle_anchor: anchor, billing_cycle_anchor_config: config } = params;
  if (config !== undefined) {
    if (anchor !== undefined) {
      throw invalid(
        "You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.",
        "billing_cycle_anchor_config",
        "parameters_exclusive",
      );
    }
    requireCalendar(interval);
    return nextOccurrence(config, start);
  }
  if (anchor === undefined) return null;
  if (anchor <= now) {
    throw invalid(
      "Invalid billing_cycle_anchor: must be a timestamp in the future.",
      "billing_cycle_anchor",
    );
  }
  const latest = addIntervals(start, interval, 1);
  if (anchor > latest) {
    throw invalid(
      `\`billing_cycle_anchor\` cannot be later than next natural billing date (${latest}) for plan`,
      "billing_cycle_anchor",
    );
  }
  return anchor;
}

function requireCalendar({ unit }: Interval): void {
  if (unit === "month" || unit === "year") return;
  throw invalid(
    "`billing_cycle_anchor_config` is only valid with monthly and yearly price intervals.",
    "billing_cycle_anchor_config",
  );
}

/** The first time after `after` (unix seconds) that a configuration names; UTC, days clamped to the month. */
export function nextOccurrence(config: AnchorConfig, after: number): number {
  const from = new Date(after * 1000);
  const first = from.getUTCFullYear() * 12 + from.getUTCMonth();
  for (let months = first; ; months += 1) {
    const isMonth = config.month === undefined || months % 12 === config.month - 1;
    const time = isMonth ? timeIn(config, months, from) : after;
    if (time > after) return time;
  }
}

/** The configuration's time in a month counted from the year 0; what it leaves open is as in `from`. */
function timeIn(config: AnchorConfig, months: number, from: Date): number {
  const [year, month] = [Math.floor(months / 12), months % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const time = Date.UTC(
    year,
    month,
    Math.min(config.day_of_month, last),
    config.hour ?? from.getUTCHours(),
    config.minute ?? from.getUTCMinutes(),
    config.second ?? from.getUTCSeconds(),
  );
  return Math.floor(time / 1000);
}

/**
 * Where the period that runs at `now` begins: at the last billing date, or at the backdated start if that is
 * later. All in unix seconds.
 */
export function currentStart(
  anchor: number,
  past: number | undefined,
  { now, interval }: { now: number; interval: Interval },
): number {
  if (past === undefined || anchor === now) return now;
  return Math.max(past, previousBoundary(anchor, interval, nextBoundary(anchor, interval, now)));
}
