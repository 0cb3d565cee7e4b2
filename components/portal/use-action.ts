"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { Expected } from "@/lib/portal/preview";
import { fetchPreview, sendAction } from "./call-portal";
import { describeProblem } from "./describe-problem";
import { findPhase } from "./find-phase";
import { makeNonce } from "./nonce";
import { usePortal } from "./portal-context";
import { useIntent } from "./use-intent";
import { viewKey } from "./use-live-view";

/**
 * Runs one action and follows it until its outcome is known. The nonce lives as long as nobody knows whether
 * the server did it, so that a double click or a retry after a lost answer never does it twice.
 * `onDone` is called once it is done, before the view changes under the caller.
 */
export function useAction<Name extends ActionName>(name: Name, onDone?: () => void) {
  const client = useQueryClient();
  const session = usePortal().view.session.id;
  const nonce = useRef<string | null>(null);

  function settle(answer: ActionAnswer): ActionAnswer {
    if (answer.outcome === "checking") return answer;
    nonce.current = null;
    if (answer.outcome !== "failed") onDone?.();
    if (answer.view) client.setQueryData(viewKey(session), answer.view);
    else void client.invalidateQueries({ queryKey: viewKey(session) });
    return answer;
  }

  const mutation = useMutation({
    mutationFn: async ({ input, expected }: { input: ActionInput<Name>; expected?: Expected }) => {
      const known = expected ?? (await fetchPreview({ session }, name, input)).expected;
      nonce.current ??= makeNonce();
      return settle(
        await sendAction(session, name, { nonce: nonce.current, input, expected: known }),
      );
    },
    onError: (error) => {
      if (describeProblem(error).settled) nonce.current = null;
    },
  });
  const unknown = mutation.data?.outcome === "checking" ? mutation.data.intent : null;
  const poll = useIntent(session, unknown, settle);
  const phase = findPhase({
    pending: mutation.isPending,
    error: mutation.error,
    answer: poll.answer ?? mutation.data,
    polling: poll.polling,
  });
  return { phase, run: mutation.mutate, reset: mutation.reset };
}
