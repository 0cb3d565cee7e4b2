"use client";

import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PortalView } from "@/lib/portal/view";
import { fetchView, type Send } from "./call-portal";

/** Where the newest view of a session is kept; `after` is set on later pages of invoices. */
export function viewKey(session: string, after: string | null = null): QueryKey {
  return after === null ? ["portal-view", session] : ["portal-view", session, after];
}

/** Staleness starts here, in ms: at once when the page was opened before all next amounts were asked for. */
function knownSince(view: PortalView): number {
  const isPartial = view.subscriptions.some(
    ({ horizon }) => "amount" in horizon && horizon.amount === null,
  );
  return isPartial ? 0 : view.asOf * 1000;
}

/**
 * The view this page was opened with, kept fresh. Whichever was read from Stripe later wins: Back shows a
 * page as it was once opened, and an action's answer may be newer than the page.
 */
export function useLiveView(opened: PortalView, after: string | null, send: Send) {
  const client = useQueryClient();
  const session = opened.session.id;
  const query = useQuery({
    queryKey: viewKey(session, after),
    queryFn: ({ signal }) => fetchView({ session, send, signal }, after),
    initialData: opened,
    initialDataUpdatedAt: knownSince(opened),
  });
  const isNewer = opened.asOf > query.data.asOf;
  useEffect(() => {
    if (!isNewer) return;
    const queryKey = viewKey(session, after);
    client.setQueryData(queryKey, opened, { updatedAt: opened.asOf * 1000 });
    if (knownSince(opened) === 0) void client.invalidateQueries({ queryKey });
  }, [client, session, after, opened, isNewer]);
  return { view: isNewer ? opened : query.data, error: query.error };
}
