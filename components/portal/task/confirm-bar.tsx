"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ActionBar } from "../home/action-bar";
import { Failure } from "./failure";
import type { Phase } from "./find-phase";

type Props = {
  readonly phase: Phase;
  /** False while what is shown is not what would be confirmed. */
  readonly ready: boolean;
  /** True while something is asked for first. */
  readonly waits?: boolean;
  /** What pressing it does, with the amount. */
  readonly label: ReactNode;
  readonly onConfirm: () => void;
};

/** The one button of a previewed change, and above it why the last press did nothing. */
export function ConfirmBar({ phase, ready, waits = false, label, onConfirm }: Props) {
  const t = useTranslations("preview");
  const busy = phase.kind === "sending";
  return (
    <ActionBar sticky={!waits}>
      <Failure error={phase.kind === "failed" ? phase.error : null} />
      <Button
        tone="primary"
        busy={busy}
        inactive={!ready}
        onClick={onConfirm}
        className="min-h-12 w-full text-base"
      >
        {busy ? t("working") : label}
      </Button>
    </ActionBar>
  );
}
