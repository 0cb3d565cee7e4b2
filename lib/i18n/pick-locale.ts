/** Locales with a catalogue, by their language. */
const shipped = new Set(["en"]);
const fallback = "en-US";
/** Language, script, region: what Intl takes. Any other subtag may throw there. */
const wellFormed = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i;

/**
 * The locale a page is shown in: the session's wish, then the customer's own, then the browser's, then
 * English. Blank and `auto` mean no wish; what is malformed or not shipped is passed over.
 */
export function pickLocale(
  wishes: readonly (string | null | undefined)[],
  acceptLanguage: string | null,
): string {
  const browser = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((entry) => entry.split(";")[0]?.trim());
  return [...wishes, ...browser].find(isShown) ?? fallback;
}

function isShown(tag: string | null | undefined): tag is string {
  if (tag === null || tag === undefined || tag === "auto" || !wellFormed.test(tag)) return false;
  return shipped.has(tag.split("-")[0]?.toLowerCase() ?? "");
}
