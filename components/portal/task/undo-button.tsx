"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { Tone } from "@/components/ui/button-style";
import { ProblemNotice } from "./problem-notice";
import { useAction } from "./use-action";

type Props = {
  readonly action?: "undo_cancel" | "undo_change";
  readonly subscription: string;
  readonly tone?: Tone;
  readonly describedBy?: string;
  readonly onUndone: () => void;
};

const labels = { undo_cancel: "undo", undo_change: "undoChange" } as const;

/** Takes back what is scheduled, at once: it moves no money, and can be done again. */
export function UndoButton({
  action = "undo_cancel",
  subscription,
  tone = "plain",
  describedBy,
  onUndone,
}: Props) {
  const t = useTranslations();
  const { phase, run } = useAction(action, onUndone);
  const busy = phase.kind === "sending" || phase.kind === "checking";
  const start = () => run({ input: { subscription } });
  return (
    <>
      <Button tone={tone} busy={busy} onClick={start} aria-describedby={describedBy}>
        {busy ? t("subscription.undoing") : t(`subscription.${labels[action]}`)}
      </Button>
      {phase.kind === "unsettled" && (
        <p role="status" className="basis-full text-sm text-warn">
          {t("result.slowBody")}
        </p>
      )}
      {phase.kind === "failed" && (
        <div className="basis-full">
          <ProblemNotice error={phase.error} onRetry={start} />
        </div>
      )}
    </>
  );
}
