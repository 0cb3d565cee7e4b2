"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActionAnswer } from "@/lib/portal/outcome";
import { fetchIntent } from "../call-portal";
import { useCaller } from "../portal-context";
import { viewKey } from "../use-live-view";
import { awaitDelay } from "./poll-delay";

/**
 * What became of a change whose payment the customer confirms elsewhere: the answer itself unless it is waited for,
 * else the newest one. It is asked for now and then, and whenever the customer comes back to the page.
 */
export function useAwaited(answer: ActionAnswer): ActionAnswer {
  const client = useQueryClient();
  const caller = useCaller();
  const { session } = caller;
  const { data } = useQuery({
    queryKey: ["awaited", session, answer.intent],
    queryFn: async ({ signal }) => {
      const newest = await fetchIntent({ ...caller, signal }, answer.intent);
      if (!isOpen(newest)) void client.invalidateQueries({ queryKey: viewKey(session) });
      return newest;
    },
    enabled: answer.outcome === "requires_action",
    staleTime: ({ state }) => (isOpen(state.data ?? answer) ? 0 : Number.POSITIVE_INFINITY),
    retry: false,
    refetchInterval: ({ state }) =>
      isOpen(state.data ?? answer)
        ? awaitDelay(state.dataUpdateCount + state.errorUpdateCount)
        : false,
  });
  return data ?? answer;
}

function isOpen({ outcome }: ActionAnswer): boolean {
  return outcome === "requires_action" || outcome === "checking";
}
