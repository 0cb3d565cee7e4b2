"use client";

import type { AddressFact } from "@/lib/portal/snapshot";
import { useCountryNames } from "./use-country-names";

/** An address as it stands on a letter, line by line. */
export function BillingAddress({ address }: { address: AddressFact }) {
  const nameOf = useCountryNames();
  const { line1, line2, city, state, postalCode, country } = address;
  const region = [state, postalCode].filter(Boolean).join(" ");
  const lines = [line1, line2, [city, region].filter(Boolean).join(", ")].filter(Boolean);
  return (
    <>
      <span className="block whitespace-pre-line">{lines.join("\n")}</span>
      {/* Server and browser may know a country by different names. */}
      {country !== null && (
        <span className="block" suppressHydrationWarning>
          {nameOf(country)}
        </span>
      )}
    </>
  );
}
