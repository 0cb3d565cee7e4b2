import { invalid } from "./errors";
import { type Param, string } from "./params";

/** What has a name and two letters, and is no country. */
const others = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** A country by its two letters (ISO 3166-1). Throws 400 country_code_invalid for none. */
export function country(): Param<string> {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return {
    required: false,
    read: (raw, path) => {
      const text = string().read(raw, path);
      if (/^[A-Z]{2}$/i.test(text)) {
        const code = text.toUpperCase();
        if (!others.has(code) && names.of(code) !== undefined) return text;
      }
      throw invalid(
        `Country '${text.slice(0, 50)}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'. A full list of country codes is available at https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2#Officially_assigned_code_elements`,
        path,
        "country_code_invalid",
      );
    },
  };
}
