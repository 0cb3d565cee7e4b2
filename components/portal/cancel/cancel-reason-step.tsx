"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { CancelReason } from "@/lib/portal/view";
import { ActionBar } from "../home/action-bar";
import { HomeLink } from "../home-link";
import { TaskHeader } from "../task/task-header";
import { CancelReasons, type Reason } from "./cancel-reasons";

type Props = {
  readonly name: string;
  readonly reasons: readonly CancelReason[];
  readonly value: Reason;
  readonly onChange: (value: Reason) => void;
  /** False when it was come back to: then the heading takes the focus. */
  readonly isFirst: boolean;
  /** Where an offer follows: the way past it. */
  readonly onSkip: (() => void) | null;
  readonly onNext: () => void;
};

/** The first step: why. It can be left unsaid, and nothing between here and the end can't be passed over. */
export function CancelReasonStep({ name, isFirst, onSkip, onNext, ...reasons }: Props) {
  const t = useTranslations("cancel");
  return (
    <>
      <TaskHeader focus={!isFirst} heading={t("heading", { name })} />
      <CancelReasons {...reasons} />
      <ActionBar>
        <Button tone="primary" onClick={onNext}>
          {onSkip === null ? t("nextToCancel") : t("next")}
        </Button>
        {onSkip !== null && <Button onClick={onSkip}>{t("now")}</Button>}
        <HomeLink text={t("keep")} />
      </ActionBar>
    </>
  );
}
