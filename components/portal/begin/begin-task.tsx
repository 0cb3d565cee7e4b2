"use client";

import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useLivePreview } from "../task/use-preview";
import { BeginDone } from "./begin-done";
import { type BeginProps, BeginStep } from "./begin-step";
import { type Begin, useBeginInput } from "./use-begin-input";

/** Preview, confirm, result of a subscription that begins: what is charged is what was shown, or it is shown again. */
export function BeginTask(props: BeginProps) {
  const { action, ended, choice } = props;
  const chosen = useBeginInput(action, ended?.id ?? null, choice);
  const preview = useLivePreview<Begin>(action, chosen.input);
  const { phase, run } = useAction<Begin>(action);

  if (phase.kind === "done") {
    return <BeginDone answer={phase.answer} preview={preview.data?.preview} choice={choice} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    const { input } = chosen;
    if (!preview.data || !preview.fresh || input === null) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  return (
    <BeginStep {...props} chosen={chosen} preview={preview} phase={phase} onConfirm={confirm} />
  );
}
