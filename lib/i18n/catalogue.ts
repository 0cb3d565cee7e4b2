import { type formats, writtenIn } from "./formats";
import { en } from "./messages/en";

/** One catalogue's shape: the same keys as English, any text. */
type Texts<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string ? string : Texts<Shape[Key]>;
};

export type Messages = Texts<typeof en>;

/** Every text for a BCP 47 locale, and the locale that dates and money are written in. */
export function catalogueFor(locale: string): { locale: string; messages: typeof en } {
  return { locale: writtenIn(locale), messages: en };
}

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
    Formats: typeof formats;
  }
}
