"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { Preview } from "@/lib/portal/preview";
import { fetchPreview } from "./call-portal";
import { useCaller } from "./portal-context";
import { PortalError, type Previewed } from "./portal-error";

type KindOf<Name extends ActionName> = Extract<Preview, { kind: Name }>;

/**
 * What the action would do, asked anew each time the page is opened. `replace` shows the preview that came
 * with a `preview_outdated` error and says whether there was one.
 */
export function usePreview<Name extends ActionName>(name: Name, input: ActionInput<Name>) {
  const client = useQueryClient();
  const caller = useCaller();
  const queryKey = ["preview", caller.session, name, input];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchPreview<KindOf<Name>>({ ...caller, signal }, name, input),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  function replace(error: Error): boolean {
    if (!(error instanceof PortalError) || error.renewed === null) return false;
    client.setQueryData<Previewed>(queryKey, error.renewed);
    return true;
  }

  return { ...query, replace };
}
