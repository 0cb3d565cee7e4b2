"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import { formats, writtenIn } from "@/lib/i18n/formats";
import { overview } from "@/lib/i18n/messages/overview";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { PortalView } from "@/lib/portal/view";
import { Banners } from "./banners";
import type { Send } from "./call-portal";
import { FlowGuard } from "./flow/flow-guard";
import { Frame } from "./frame";
import { PortalContext } from "./portal-context";
import { queryClient } from "./query-client";
import { useLiveView } from "./use-live-view";
import type { ViewPart } from "./view-part";

type Props = {
  /** As the page was opened. */
  readonly view: PortalView;
  readonly frame: MerchantFrame;
  readonly locale: string;
  /** How this surface reaches the portal's API. The same function at every drawing. */
  readonly send: Send;
  /** Whether the view is kept fresh by asking again; otherwise what is given is what is shown. */
  readonly live: boolean;
  /** Which windows of the view this page shows; only on pages of its lists. */
  readonly part?: ViewPart | null;
  /** What surrounds the content: the merchant's column unless the surface brings its own. */
  readonly around?: ComponentType<{ children: ReactNode }>;
  readonly children: ReactNode;
};

/**
 * Everything that portal pages need around them, on whichever surface they are shown.
 * Dates are written in UTC, so that the server, the browser and the invoice say the same day.
 */
export function PortalShell({ view, locale, live, ...rest }: Props) {
  const client = useMemo(queryClient, []);
  const Page = live ? Live : Shown;
  return (
    <QueryClientProvider client={client}>
      <IntlProvider locale={writtenIn(locale)} messages={overview} formats={formats} timeZone="UTC">
        <Page opened={view} {...rest} key={view.session.id} />
      </IntlProvider>
    </QueryClientProvider>
  );
}

type ContentProps = Omit<Props, "view" | "locale" | "live"> & { readonly opened: PortalView };

function Live(props: ContentProps) {
  const { opened, part = null, send } = props;
  const { view, error } = useLiveView(opened, part, send);
  return <Content {...props} view={view} problem={error} />;
}

function Shown(props: ContentProps) {
  return <Content {...props} view={props.opened} problem={null} />;
}

type NowProps = ContentProps & { readonly view: PortalView; readonly problem: Error | null };

function Content({
  view,
  opened,
  frame,
  send,
  problem,
  around: Around = Frame,
  children,
}: NowProps) {
  const portal = useMemo(() => ({ view, opened, frame, send }), [view, opened, frame, send]);
  return (
    <PortalContext value={portal}>
      <Around>
        <Banners problem={problem} />
        {opened.flow === null ? children : <FlowGuard>{children}</FlowGuard>}
      </Around>
    </PortalContext>
  );
}
