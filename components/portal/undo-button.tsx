"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { Tone } from "@/components/ui/button-style";
import { ProblemNotice } from "./problem-notice";
import { useAction } from "./use-action";

type Props = {
  readonly subscription: string;
  readonly tone?: Tone;
  readonly describedBy?: string;
  readonly onUndone: () => void;
};

/** Takes a scheduled cancellation back, at once: it moves no money and can be repeated by canceling. */
export function UndoButton({ subscription, tone = "plain", describedBy, onUndone }: Props) {
  const t = useTranslations();
  const { phase, run } = useAction("undo_cancel", onUndone);
  const busy = phase.kind === "sending" || phase.kind === "checking";
  const start = () => run({ input: { subscription } });
  return (
    <>
      <Button tone={tone} busy={busy} onClick={start} aria-describedby={describedBy}>
        {busy ? t("subscription.undoing") : t("subscription.undo")}
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
