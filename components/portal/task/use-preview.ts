"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { PreviewOf } from "@/lib/portal/preview";
import { type Caller, fetchPreview } from "../call-portal";
import { useCaller } from "../portal-context";
import { PortalError, type Previewed } from "../portal-error";
import { viewKey } from "../use-live-view";

/** How long a customer who is still typing is waited for, in ms. */
const pauseMs = 350;

/** Where the preview of an input is kept. */
export function previewKey({ session }: Caller, name: ActionName, input: ActionInput | null) {
  return ["preview", session, name, input];
}

/**
 * What the action would do, asked anew each time the page is opened. `replace` shows the preview that came
 * with a `preview_outdated` error and says whether there was one.
 */
export function usePreview<Name extends ActionName>(name: Name, input: ActionInput<Name>) {
  const caller = useCaller();
  const replace = useReplace(caller, previewKey(caller, name, input));
  const query = useQuery({
    queryKey: previewKey(caller, name, input),
    queryFn: ({ signal }) => fetchPreview<PreviewOf<Name>>({ ...caller, signal }, name, input),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return { ...query, replace };
}

/**
 * The same for an input that is still being chosen: the last preview stays in sight while the next one is on its way,
 * and each is asked for only when the customer pauses. Null: what stands there can't be asked for. Only what is
 * `fresh` belongs to the input and may be confirmed.
 */
export function useLivePreview<Name extends ActionName>(
  name: Name,
  input: ActionInput<Name> | null,
) {
  const caller = useCaller();
  const isLater = useRef(false);
  const replace = useReplace(caller, previewKey(caller, name, input));
  const query = useQuery({
    queryKey: previewKey(caller, name, input),
    queryFn: async ({ signal }) => {
      if (input === null) throw new Error("Without an input nothing is asked for.");
      if (isLater.current) await pause(signal);
      isLater.current = true;
      return fetchPreview<PreviewOf<Name>>({ ...caller, signal }, name, input);
    },
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const fresh = input !== null && query.data !== undefined && !query.isPlaceholderData;
  return { ...query, replace, fresh };
}

/** What moved since moved in the view as well, which is asked for anew. */
function useReplace({ session }: Caller, queryKey: readonly unknown[]) {
  const client = useQueryClient();
  return function replace(error: Error): boolean {
    if (!(error instanceof PortalError) || error.renewed === null) return false;
    client.setQueryData<Previewed>(queryKey, error.renewed);
    void client.invalidateQueries({ queryKey: viewKey(session) });
    return true;
  };
}

/** Rejects when the next key was pressed meanwhile. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, pauseMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
