"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { formats } from "@/lib/i18n/formats";
import type { MerchantFrame } from "@/lib/portal/frame";
import { MerchantColumn } from "../merchant-column";
import { queryClient } from "../query-client";

export type FrontPageProps = {
  readonly frame: MerchantFrame;
  readonly locale: string;
  readonly headline: string | null;
  readonly legal: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  readonly children: ReactNode;
};

/** A page of the hosted surface before the proof: the merchant's look, and nobody's data. */
export function FrontPage({ frame, locale, headline, legal, children }: FrontPageProps) {
  const client = useMemo(queryClient, []);
  return (
    <QueryClientProvider client={client}>
      <IntlProvider {...catalogueFor(locale)} formats={formats} timeZone="UTC">
        <MerchantColumn {...{ frame, headline, legal }}>
          <div className="mx-auto w-full max-w-md max-frame:py-6 frame:mx-0 frame:pt-2">
            {children}
          </div>
        </MerchantColumn>
      </IntlProvider>
    </QueryClientProvider>
  );
}
