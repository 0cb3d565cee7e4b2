import { describe, expect, it } from "vitest";
import { currentStart, nextOccurrence, readAnchor } from "./read-anchor";

const utc = (text: string) => Date.parse(`${text}Z`) / 1000;
const none = { hour: undefined, minute: undefined, month: undefined, second: undefined };
const midnight = { hour: 0, minute: 0, month: undefined, second: 0 };
const month = { unit: "month", count: 1 };

describe("the next time that a configuration names", () => {
  it.each([
    ["a later day of this month", { ...midnight, day_of_month: 16 }, "2026-06-16T00:00:00"],
    ["a day of the next month", { ...midnight, day_of_month: 5 }, "2026-07-05T00:00:00"],
    ["later on the same day", { ...midnight, day_of_month: 10, hour: 18 }, "2026-06-10T18:00:00"],
    ["the last day of a short month", { ...midnight, day_of_month: 31 }, "2026-06-30T00:00:00"],
    ["a month of next year", { ...midnight, day_of_month: 1, month: 3 }, "2027-03-01T00:00:00"],
    ["the same time of the day", { ...none, day_of_month: 16 }, "2026-06-16T12:30:15"],
    ["February's last day", { ...midnight, day_of_month: 30, month: 2 }, "2027-02-28T00:00:00"],
  ])("is %s", (_what, config, expected) => {
    expect(nextOccurrence(config, utc("2026-06-10T12:30:15"))).toBe(utc(expected));
  });
});

describe("a billing date that is asked for", () => {
  const now = utc("2026-06-10T00:00:00");
  const grid = { now, start: now, interval: month };

  it("is taken within the first interval", () => {
    const anchor = utc("2026-07-01T00:00:00");
    expect(readAnchor({ billing_cycle_anchor: anchor }, grid)).toBe(anchor);
    expect(readAnchor({}, grid)).toBeNull();
  });

  it("is refused in the past, after the first interval, and beside a configuration", () => {
    const ask = (time: string) => () => readAnchor({ billing_cycle_anchor: utc(time) }, grid);
    expect(ask("2026-06-09T00:00:00")).toThrow(/in the future/);
    expect(ask("2026-07-11T00:00:00")).toThrow(/next natural billing date/);
    const config = { ...midnight, day_of_month: 1 };
    expect(() =>
      readAnchor({ billing_cycle_anchor: now + 60, billing_cycle_anchor_config: config }, grid),
    ).toThrow(/only specify one/);
    const weekly = { ...grid, interval: { unit: "week", count: 1 } };
    expect(() => readAnchor({ billing_cycle_anchor_config: config }, weekly)).toThrow(/monthly/);
  });
});

describe("the running period of a backdated subscription", () => {
  const now = utc("2026-06-10T00:00:00");
  it.each([
    ["now, when its billing dates begin now", "2026-06-10", "2026-03-01", "2026-06-10"],
    ["at the last billing date", "2026-07-01", "2026-03-15", "2026-06-01"],
    ["at its start after the last billing date", "2026-07-01", "2026-06-04", "2026-06-04"],
  ])("begins %s", (_what, anchor, past, expected) => {
    const at = (text: string) => utc(`${text}T00:00:00`);
    expect(currentStart(at(anchor), at(past), { now, interval: month })).toBe(at(expected));
  });
});
