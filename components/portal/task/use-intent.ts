"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActionAnswer } from "@/lib/portal/outcome";
import { fetchIntent } from "../call-portal";
import { useCaller } from "../portal-context";
import { pollDelay } from "./poll-delay";

/**
 * Asks what became of an intent, less and less often, until it is settled or a minute is over; nothing while
 * `intent` is null. `settle` is told every answer.
 */
export function useIntent(intent: string | null, settle: (answer: ActionAnswer) => ActionAnswer) {
  const client = useQueryClient();
  const caller = useCaller();
  const queryKey = ["intent", caller.session, intent];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => settle(await fetchIntent({ ...caller, signal }, intent ?? "")),
    enabled: intent !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => {
      const settled = state.data !== undefined && state.data.outcome !== "checking";
      return settled ? false : pollDelay(state.dataUpdateCount + state.errorUpdateCount);
    },
  });
  const state = client.getQueryState(queryKey);
  const asked = (state?.dataUpdateCount ?? 0) + (state?.errorUpdateCount ?? 0);
  return { answer: query.data, polling: query.isFetching || pollDelay(asked) !== false };
}
