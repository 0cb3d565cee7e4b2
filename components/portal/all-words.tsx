"use client";

import type { ReactNode } from "react";
import { IntlProvider, useLocale } from "use-intl/react";
import { en } from "@/lib/i18n/messages/en";

/** Gives pages that are no overview the whole catalogue. Whoever imports it makes a browser load that. */
export function AllWords({ children }: { readonly children: ReactNode }) {
  return (
    <IntlProvider locale={useLocale()} messages={en}>
      {children}
    </IntlProvider>
  );
}
