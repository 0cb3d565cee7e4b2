"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import type { PausePreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { resumePath } from "../paths";
import { usePortal, useSubscription } from "../portal-context";
import { strong } from "../strong";
import { Done } from "../task/done";
import { useWords } from "../use-words";

type Props = {
  readonly subscription: SubscriptionView;
  readonly terms: PausePreview | undefined;
};

/** It is paused: until when, and the way back, which shows first what it costs. */
export function PauseDone({ subscription: { id, name }, terms }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("pause");
  const { date } = useWords();
  const now = useSubscription(id);
  const resumesAt = terms?.resumesAt ?? null;
  return (
    <Done
      heading={t("doneHeading", { name })}
      actions={
        now?.actions.resume_subscription.allowed && (
          <ButtonLink href={resumePath(frame.base, id)}>{t("resume")}</ButtonLink>
        )
      }
    >
      <p>
        {resumesAt === null
          ? t("doneOpen")
          : t.rich("doneUntil", { date: date(resumesAt), strong })}
      </p>
    </Done>
  );
}
