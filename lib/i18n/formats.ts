import type { Formats } from "use-intl";

/** Named formats. Dates carry the year: a renewal may be next year, and a date without one is a guess. */
export const formats = {
  dateTime: {
    day: { day: "numeric", month: "long", year: "numeric" },
    dayShort: { day: "numeric", month: "short", year: "numeric" },
    month: { month: "2-digit", year: "2-digit" },
    time: { hour: "numeric", minute: "2-digit" },
  },
  number: { percent: { style: "percent", maximumFractionDigits: 0 } },
} as const satisfies Formats;

/**
 * The locale that dates and money are written in for a BCP 47 one. A language without a catalogue gets English in
 * both, never English words around foreign dates.
 */
export function writtenIn(locale: string): string {
  return /^en(-[A-Za-z]{2})?$/.test(locale) ? locale : "en";
}
