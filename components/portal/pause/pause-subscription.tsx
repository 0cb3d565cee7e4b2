"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { resumePath } from "../paths";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { PauseTask } from "./pause-task";

/** The page that pauses one subscription: for how long, what that means, the confirmation. */
export function PauseSubscription({ subscription: id }: { subscription: string }) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once confirmed, pausing is no longer on offer.
  const [subscription] = useState(useSubscription(id));
  if (subscription === null) return null;
  const { name, actions } = subscription;
  const { pause_subscription: pause, resume_subscription: resume } = actions;
  return (
    <>
      <title>{t("title.pause", { merchant: frame.name })}</title>
      {pause.allowed ? (
        <PauseTask subscription={subscription} durations={pause.durations} />
      ) : (
        <NotAllowed heading={t("pause.unavailable", { name })} reason={pause.reason}>
          {resume.allowed && (
            <ButtonLink tone="primary" href={resumePath(frame.base, id)}>
              {t("pause.resume")}
            </ButtonLink>
          )}
        </NotAllowed>
      )}
    </>
  );
}
