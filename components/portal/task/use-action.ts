"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { Expected } from "@/lib/portal/preview";
import { fetchPreview, sendAction } from "../call-portal";
import { useCaller } from "../portal-context";
import { isPart, viewKey } from "../use-live-view";
import { describeProblem } from "./describe-problem";
import { findPhase } from "./find-phase";
import { makeNonce } from "./nonce";
import { useIntent } from "./use-intent";

type Request<Name extends ActionName> = {
  readonly input: ActionInput<Name>;
  /** What the customer was shown; without it, the preview is asked for right before acting. */
  readonly expected?: Expected;
  /** Where the click has a name of its own, so that the same one is known again after a reload; used once. */
  readonly nonce?: string;
};

type Attempt<Name extends ActionName> = {
  readonly nonce: string;
  readonly input: ActionInput<Name>;
  readonly expected: Expected;
};

/**
 * Runs one action and follows it until its outcome is known. An attempt (its nonce and what was expected)
 * lives as long as nobody knows whether the server did it, so that a double click or a retry after a lost
 * answer never does it twice. `onDone` is called once it is done, before the view changes under the caller.
 */
export function useAction<Name extends ActionName>(
  name: Name,
  onDone?: (answer: ActionAnswer) => void,
) {
  const client = useQueryClient();
  const caller = useCaller();
  const { session } = caller;
  const attempt = useRef<Attempt<Name> | null>(null);
  const busy = useRef(false);
  const used = useRef(false);

  function settle(answer: ActionAnswer): ActionAnswer {
    if (answer.outcome === "checking") return answer;
    attempt.current = null;
    if (answer.outcome !== "failed") onDone?.(answer);
    if (answer.view) {
      client.setQueryData(viewKey(session), answer.view);
      void client.invalidateQueries({ queryKey: viewKey(session), predicate: isPart });
    } else void client.invalidateQueries({ queryKey: viewKey(session) });
    return answer;
  }

  async function act({ input, expected, nonce }: Request<Name>): Promise<ActionAnswer> {
    // What was changed since is another click; the first one's lease keeps the two apart.
    if (JSON.stringify(attempt.current?.input) !== JSON.stringify(input)) attempt.current = null;
    attempt.current ??= {
      nonce: nonce !== undefined && !used.current ? nonce : makeNonce(),
      input,
      expected: expected ?? (await fetchPreview(caller, name, input)).expected,
    };
    used.current = true;
    return settle(await sendAction(caller, name, attempt.current));
  }

  const mutation = useMutation({
    mutationFn: act,
    onError: (error) => {
      const { settled, outdates } = describeProblem(error);
      if (settled) attempt.current = null;
      if (outdates) void client.invalidateQueries({ queryKey: viewKey(session) });
    },
    onSettled: () => {
      busy.current = false;
    },
  });

  /** The second click of a double click arrives before the button is drawn as busy. */
  function run(request: Request<Name>, options?: { onError: (error: Error) => void }) {
    if (busy.current) return;
    busy.current = true;
    mutation.mutate(request, options);
  }

  const unknown = mutation.data?.outcome === "checking" ? mutation.data.intent : null;
  const poll = useIntent(unknown, settle);
  const phase = findPhase({
    pending: mutation.isPending,
    error: mutation.error,
    answer: poll.answer ?? mutation.data,
    polling: poll.polling,
  });
  return { phase, run };
}
