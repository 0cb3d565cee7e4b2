import { describe, expect, it } from "vitest";
import { repeatedDates } from "./repeated-dates";

const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day) / 1000;
const monthly = { unit: "month", count: 1 };

describe("a phase that repeats", () => {
  it.each([
    { name: "one month", start: at(6), end: at(7), next: at(8) },
    { name: "three months", start: at(1), end: at(4), next: at(7) },
    { name: "a month that began on the 31st", start: at(1, 31), end: at(2, 28), next: at(3, 31) },
  ])("lasts $name again", ({ start, end, next }) => {
    expect(repeatedDates({ start_date: start, end_date: end }, monthly)).toEqual({
      start_date: end,
      end_date: next,
    });
  });

  it("lasts as many days again when it is no whole number of intervals", () => {
    expect(repeatedDates({ start_date: at(6), end_date: at(6, 11) }, monthly)).toEqual({
      start_date: at(6, 11),
      end_date: at(6, 21),
    });
  });
});
