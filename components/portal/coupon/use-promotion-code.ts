"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActionInput } from "@/lib/portal/actions";
import { fetchPreview } from "../call-portal";
import { useCaller } from "../portal-context";
import { previewKey } from "../task/use-preview";

/** The actions whose input may carry a code. */
type Coupled = "change_plan" | "resubscribe" | "start_subscription" | "apply_promotion_code";

/**
 * A code that is typed beside a preview: it is in effect once the preview with it was answered, which then is at hand.
 * `withCode` is the action's input with a code in it.
 */
export function usePromotionCode<Name extends Coupled>(
  name: Name,
  withCode: (code: string) => ActionInput<Name> | null,
) {
  const client = useQueryClient();
  const caller = useCaller();
  const [code, setCode] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: async (typed: string) => {
      const input = withCode(typed);
      if (input === null) return;
      const previewed = await fetchPreview(caller, name, input);
      client.setQueryData(previewKey(caller, name, input), previewed);
      setCode(typed);
    },
  });
  function remove() {
    setCode(null);
    check.reset();
  }
  return { code, busy: check.isPending, error: check.error, apply: check.mutate, remove };
}
