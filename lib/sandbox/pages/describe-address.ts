import type Stripe from "stripe";

/** Where the postal code stands behind the town; elsewhere it stands before it. */
const townFirst: ReadonlySet<string> = new Set(["AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US"]);

/** The lines of an address as it is written in its country, which stands last by its English name. */
export function describeAddress(address: Stripe.Address | null): (string | null)[] {
  if (address === null) return [];
  return [address.line1, address.line2, describeTown(address), describeCountry(address.country)];
}

function describeTown({ city, country, postal_code: code, state }: Stripe.Address): string {
  const text = (separator: string, ...parts: (string | null)[]) =>
    parts.filter(Boolean).join(separator);
  if (!townFirst.has(country ?? "")) return text(", ", text(" ", code, city), state);
  return text(" ", text(", ", city, state), code);
}

/** What is no code of a country stays as it is. */
function describeCountry(country: string | null): string | null {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames("en", { type: "region", fallback: "code" }).of(country) ?? country;
}
