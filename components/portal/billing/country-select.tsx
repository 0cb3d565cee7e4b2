"use client";

import { type ComponentProps, useMemo, useSyncExternalStore } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { Select } from "@/components/ui/select";
import { countryCodes } from "@/lib/portal/countries";
import { useCountryNames } from "./use-country-names";

type Props = Omit<ComponentProps<"select">, "children" | "defaultValue"> & {
  /** Two letters, or empty. */
  readonly held: string;
};

/** All countries in the order of their names, once the browser has named them: the server may know others. */
export function CountrySelect({ held, ...rest }: Props) {
  const t = useTranslations("billing");
  const nameOf = useCountryNames();
  const locale = useLocale();
  const inBrowser = useInBrowser();
  const codes = useMemo(() => {
    const known = inBrowser ? countryCodes : [];
    const all = held === "" || known.includes(held) ? known : [held, ...known];
    const { compare } = new Intl.Collator(locale);
    return [...all].sort((a, b) => compare(nameOf(a), nameOf(b)));
  }, [inBrowser, held, locale, nameOf]);
  return (
    <Select {...rest} defaultValue={held}>
      <option value="">{t("noCountry")}</option>
      {codes.map((code) => (
        <option key={code} value={code} suppressHydrationWarning>
          {nameOf(code)}
        </option>
      ))}
    </Select>
  );
}

function useInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
