"use client";

import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { DoorProblem } from "./door-problem";
import { useSecondsLeft } from "./use-seconds-left";

const pauseMs = 60_000;

type Props = {
  readonly merchant: string;
  /** When the last mail was asked for, Unix milliseconds. */
  readonly askedAtMs: number;
  readonly ask: () => Promise<void>;
};

/** Another mail, a minute after the last. The seconds are for the eye; that it is time is said once. */
export function Resend({ merchant, askedAtMs, ask }: Props) {
  const t = useTranslations("login.sent");
  const id = useId();
  const seconds = useSecondsLeft(askedAtMs + pauseMs);
  const asking = useMutation({ mutationFn: ask });
  const waits = seconds > 0;
  return (
    <div>
      <Button
        busy={asking.isPending}
        inactive={waits}
        aria-describedby={waits ? id : undefined}
        onClick={() => asking.mutate()}
      >
        {t("again")}
      </Button>
      <p id={id} className="mt-1.5 min-h-5 text-faint text-sm tabular-nums">
        {waits && t("againIn", { seconds })}
      </p>
      <p role="status" className={asking.isSuccess && waits ? "text-good text-sm" : "sr-only"}>
        {asking.isSuccess && waits && t("againSent")}
        {!waits && t("againNow")}
      </p>
      <DoorProblem error={asking.error} merchant={merchant} />
    </div>
  );
}
