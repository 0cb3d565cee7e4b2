"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { fetchView } from "@/components/portal/call-portal";
import { invoicesPath } from "@/components/portal/paths";
import { PortalShell } from "@/components/portal/portal-shell";
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

/** The portal's pages for who is signed in. Later pages of invoices bring a view of their own. */
export function EmbedPages({ visit, frame, locale, children }: Props) {
  const after = useInvoicesAfter(frame.base);
  const { view: first, send, leave } = visit;
  const session = first.session.id;
  const later = useQuery({
    queryKey: ["embed-invoices", session, after],
    queryFn: ({ signal }) => fetchView({ session, send, signal }, after),
    enabled: after !== null,
  });
  const view = after === null ? first : later.data;
  if (view === undefined) {
    if (later.error === null) return <EmbedSkeleton />;
    const retry = () => void later.refetch();
    return <EmbedFailure error={later.error} merchant={frame.name} retry={retry} />;
  }
  return (
    <LeaveContext value={leave}>
      <PortalShell {...{ view, frame, locale, send }} live invoicesAfter={after} around={Around}>
        {children}
      </PortalShell>
    </LeaveContext>
  );
}

/** Nothing but the content: what surrounds it is the host page's own. */
function Around({ children }: { children: ReactNode }) {
  return (
    <>
      <main id="content">{children}</main>
      <EmbedFooter />
    </>
  );
}

function useInvoicesAfter(base: string): string | null {
  const pathname = usePathname();
  const after = useSearchParams().get("after");
  return pathname === invoicesPath(base) ? after : null;
}
