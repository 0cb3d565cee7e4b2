import { oneLine } from "./one-line";

const limit = 100;
const fallback = "Billing";

/**
 * A merchant's name as it may stand before our address in `From`: one line, without the signs that have a meaning
 * there (quotes, brackets, separators, `=?…?=`), at most 100 characters. "Billing" when nothing is left.
 */
export function cleanDisplayName(name: string): string {
  const plain = name.normalize("NFC").replace(/=\?[^?\s]*\?[bq]\?[^?\s]*\?=/gi, " ");
  const cleaned = plain.replace(/["<>\\,;:@()[\]]|=\?|\?=/g, " ");
  const line = oneLine(cleaned, limit);
  return /[\p{L}\p{N}\p{S}]/u.test(line) ? line : fallback;
}
