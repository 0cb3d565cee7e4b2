"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { fetchView } from "@/components/portal/call-portal";
import { ReturnLink } from "@/components/portal/flow/return-link";
import { invoicesPath, subscriptionsPath } from "@/components/portal/paths";
import { usePortal } from "@/components/portal/portal-context";
import { PortalShell } from "@/components/portal/portal-shell";
import {
  invoicesPart,
  readSubscriptionPage,
  subscriptionsPart,
  type ViewPart,
} from "@/components/portal/view-part";
import type { MerchantFrame } from "@/lib/portal/frame";
import { EmbedFailure } from "./embed-failure";
import { EmbedFooter } from "./embed-footer";
import { EmbedSkeleton } from "./embed-skeleton";
import { LeaveContext } from "./use-leave";
import type { Visit } from "./use-visit";

type Props = {
  readonly visit: Visit & { readonly kind: "open" };
  readonly frame: MerchantFrame;
  readonly locale: string;
  readonly children: ReactNode;
};

/** The portal's pages for who is signed in. Pages of the lists bring a view of their own. */
export function EmbedPages({ visit, frame, locale, children }: Props) {
  const part = usePart(frame.base);
  const { view: first, send, leave } = visit;
  const session = first.session.id;
  const later = useQuery({
    queryKey: ["embed-part", session, part],
    queryFn: ({ signal }) => fetchView({ session, send, signal }, part),
    enabled: part !== null,
  });
  const view = part === null ? first : later.data;
  if (view === undefined) {
    if (later.error === null) return <EmbedSkeleton />;
    const retry = () => void later.refetch();
    return <EmbedFailure error={later.error} merchant={frame.name} retry={retry} />;
  }
  return (
    <LeaveContext value={leave}>
      <PortalShell {...{ view, frame, locale, send }} live part={part} around={Around}>
        {children}
      </PortalShell>
    </LeaveContext>
  );
}

/** Nothing but the content: what surrounds it is the host page's own. */
function Around({ children }: { children: ReactNode }) {
  return (
    <>
      <main id="content">
        <FlowReturn />
        {children}
      </main>
      <EmbedFooter />
    </>
  );
}

/** In a session with one task the way back stands here too: it is the only way on there is. */
function FlowReturn() {
  return usePortal().view.flow === null ? null : <ReturnLink className="mb-2" />;
}

/** What the page at this address shows of the lists. */
function usePart(base: string): ViewPart | null {
  const pathname = usePathname();
  const address = useSearchParams();
  if (pathname === invoicesPath(base)) return invoicesPart(address.get("after"));
  if (pathname !== subscriptionsPath(base)) return null;
  return subscriptionsPart(readSubscriptionPage(Object.fromEntries(address)));
}
