"use client";

import { useSearchParams } from "next/navigation";

/**
 * Which of a task's steps is shown: the one that the address names, else the first. Each step is an entry in the
 * history, so that Back leads to the one before and a reload keeps it. `isFirst`: no step was taken yet.
 */
export function useStep<Step extends string>(steps: readonly [Step, ...Step[]]) {
  const named = useSearchParams().get("step");
  const step = steps.find((each) => each === named) ?? steps[0];

  function go(to: Step) {
    window.history.pushState(null, "", `?step=${to}`);
  }
  return { step, isFirst: named === null, go };
}
