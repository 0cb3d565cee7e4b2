"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { IntlProvider } from "use-intl/react";
import { homePath } from "@/components/portal/paths";
import { queryClient } from "@/components/portal/query-client";
import type { Host } from "@/lib/embed/meet-host";
import type { Place } from "@/lib/embed/place";
import { formats, writtenIn } from "@/lib/i18n/formats";
import { overview } from "@/lib/i18n/messages/overview";
import { accentVariables } from "@/lib/portal/accent";
import type { MerchantFrame } from "@/lib/portal/frame";
import { EmbedFailure } from "./embed-failure";
import { EmbedPages } from "./embed-pages";
import { EmbedSkeleton } from "./embed-skeleton";
import { useHeight } from "./use-height";
import { useHost } from "./use-host";
import { useVisit } from "./use-visit";

/** Most who open the frame are signed in already. */
const EmbedLogin = dynamic(() => import("./embed-login").then((module) => module.EmbedLogin), {
  loading: EmbedSkeleton,
});

type Props = {
  readonly place: Place;
  readonly frame: MerchantFrame;
  readonly locale: string;
  readonly children: ReactNode;
};

/**
 * The portal in a frame. It stands in the layout and so outlives soft navigation: bearer and view are held here, in
 * memory, and the server draws nothing about a customer.
 */
export function EmbedPortal({ place: given, frame, locale, children }: Props) {
  const client = useMemo(queryClient, []);
  // As it was loaded: another answer of the server must not shake hands anew.
  const [place] = useState(given);
  const content = useRef<HTMLDivElement>(null);
  const host = useHost(place.hosts);
  useHeight(content, host);
  useNews(host);
  const accent = accentVariables(frame.accent);
  return (
    <QueryClientProvider client={client}>
      <IntlProvider locale={writtenIn(locale)} messages={overview} formats={formats} timeZone="UTC">
        <div
          ref={content}
          data-surface="embed"
          data-merchant={accent ? "" : undefined}
          style={accent ?? undefined}
          className="max-w-[44.5rem] p-1"
        >
          <Stage {...{ place, frame, locale, host }}>{children}</Stage>
        </div>
      </IntlProvider>
    </QueryClientProvider>
  );
}

type StageProps = Props & { readonly host: Host | null };

function Stage({ place, frame, locale, host, children }: StageProps) {
  const { visit, open } = useVisit(host);
  useStart(visit.kind === "door", homePath(frame.base));
  if (host === null || visit.kind === "waiting") return <EmbedSkeleton />;
  if (visit.kind === "open") {
    return <EmbedPages {...{ visit, frame, locale }}>{children}</EmbedPages>;
  }
  if (visit.kind === "failed") return <EmbedFailure {...visit} merchant={frame.name} />;
  return (
    <main className="max-w-md">
      <EmbedLogin {...{ place, frame, host }} reason={visit.reason} onGrant={open} />
    </main>
  );
}

/** Without a session every page is the first one. */
function useStart(isOutside: boolean, start: ReturnType<typeof homePath>): void {
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (isOutside && pathname !== start) router.replace(start);
  }, [isOutside, pathname, start, router]);
}

/** Tells the host page that another page is shown: its beginning may be out of sight. */
function useNews(host: Host | null): void {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    host?.tell({ type: "page" });
  }, [pathname, host]);
}
