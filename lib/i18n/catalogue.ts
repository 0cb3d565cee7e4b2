import type { Formats } from "use-intl";
import { en } from "./messages/en";

/** One catalogue's shape: the same keys as English, any text. */
type Texts<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string ? string : Texts<Shape[Key]>;
};

export type Messages = Texts<typeof en>;

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
 * The texts for a BCP 47 locale and the locale that dates and money are written in. A language without a
 * catalogue gets English in both, never English words around foreign dates.
 */
export function catalogueFor(locale: string): { locale: string; messages: typeof en } {
  const known = /^en(-[A-Za-z]{2})?$/.test(locale);
  return { locale: known ? locale : "en", messages: en };
}

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
    Formats: typeof formats;
  }
}
