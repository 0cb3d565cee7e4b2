"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import { catalogueFor, formats } from "@/lib/i18n/catalogue";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { PortalView } from "@/lib/portal/view";
import { Banners } from "./banners";
import { Frame } from "./frame";
import { PortalContext } from "./portal-context";
import { queryClient } from "./query-client";
import { useLiveView } from "./use-live-view";

type Props = {
  readonly view: PortalView;
  readonly frame: MerchantFrame;
  readonly locale: string;
  /** The invoice that this page's invoices follow; only on later pages of invoices. */
  readonly invoicesAfter?: string | null;
  readonly children: ReactNode;
};

/**
 * Everything a portal page needs around it. Each page brings its own, never the layout: a layout outlives
 * navigation, and by then the cookie may belong to another customer's session.
 * Dates are written in UTC, so that the server, the browser and the invoice say the same day.
 */
export function PortalPage({ view, frame, locale, invoicesAfter, children }: Props) {
  const client = useMemo(queryClient, []);
  return (
    <QueryClientProvider client={client}>
      <IntlProvider {...catalogueFor(locale)} formats={formats} timeZone="UTC">
        <Live opened={view} frame={frame} after={invoicesAfter ?? null} key={view.session.id}>
          {children}
        </Live>
      </IntlProvider>
    </QueryClientProvider>
  );
}

type LiveProps = {
  readonly opened: PortalView;
  readonly frame: MerchantFrame;
  readonly after: string | null;
  readonly children: ReactNode;
};

function Live({ opened, frame, after, children }: LiveProps) {
  const { view, error } = useLiveView(opened, after);
  const portal = useMemo(() => ({ view, opened, frame }), [view, opened, frame]);
  return (
    <PortalContext value={portal}>
      <Frame>
        <Banners problem={error} />
        {children}
      </Frame>
    </PortalContext>
  );
}
