"use client";

import { useMemo } from "react";
import { useLocale } from "use-intl/react";

/** The name of a country by its two letters, in the language of the page; the letters when it has none. */
export function useCountryNames(): (code: string) => string {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale, "en"], { type: "region", fallback: "code" });
    return (code: string) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
  }, [locale]);
}
