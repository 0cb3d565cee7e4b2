"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchPreview } from "../call-portal";
import { useCaller } from "../portal-context";
import { awaitDelay } from "../task/poll-delay";

/**
 * Whether the payment method was given on the page that `setup` names. Asked from `enabled` on, less and less often,
 * and at once when the customer comes back to this tab; until then the answer is a refusal.
 */
export function useSetupDone(setup: string, enabled: boolean): boolean {
  const caller = useCaller();
  const { isSuccess } = useQuery({
    queryKey: ["setup-done", caller.session, setup],
    queryFn: ({ signal }) => fetchPreview({ ...caller, signal }, "use_payment_method", { setup }),
    enabled,
    retry: false,
    refetchInterval: ({ state }) => state.data === undefined && awaitDelay(state.errorUpdateCount),
    refetchOnWindowFocus: ({ state }) => state.data === undefined && "always",
  });
  return isSuccess;
}
