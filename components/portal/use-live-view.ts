"use client";

import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PortalView } from "@/lib/portal/view";
import { fetchView, type Send } from "./call-portal";
import type { ViewPart } from "./view-part";

/** Where the newest view of a session is kept; `part` is set on pages of its lists. */
export function viewKey(session: string, part: ViewPart | null = null): QueryKey {
  return part === null ? ["portal-view", session] : ["portal-view", session, part];
}

/** Whether a kept view is of a page of the lists. */
export function isPart({ queryKey }: { readonly queryKey: QueryKey }): boolean {
  return queryKey.length > 2;
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
export function useLiveView(opened: PortalView, part: ViewPart | null, send: Send) {
  const client = useQueryClient();
  const session = opened.session.id;
  const query = useQuery({
    queryKey: viewKey(session, part),
    queryFn: ({ signal }) => fetchView({ session, send, signal }, part),
    initialData: opened,
    initialDataUpdatedAt: knownSince(opened),
  });
  const isNewer = opened.asOf > query.data.asOf;
  useEffect(() => {
    if (!isNewer) return;
    const queryKey = viewKey(session, part);
    client.setQueryData(queryKey, opened, { updatedAt: opened.asOf * 1000 });
    if (knownSince(opened) === 0) void client.invalidateQueries({ queryKey });
  }, [client, session, part, opened, isNewer]);
  return { view: isNewer ? opened : query.data, error: query.error };
}
