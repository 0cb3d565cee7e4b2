"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { usePortal, useSubscription } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { ResumeTask } from "./resume-task";
import { ResumeWaits } from "./resume-waits";

/** The page that takes a paused subscription up again: what is paid now and next, the confirmation. */
export function ResumeSubscription({ subscription: id }: { subscription: string }) {
  const { frame } = usePortal();
  const t = useTranslations();
  // As it was when the page was opened: once confirmed, resuming is no longer on offer.
  const [subscription] = useState(useSubscription(id));
  if (subscription === null) return null;
  const { name, actions } = subscription;
  const { resume_subscription: resume } = actions;
  return (
    <>
      <title>{t("title.resume", { merchant: frame.name })}</title>
      {resume.allowed && <ResumeTask subscription={subscription} />}
      {!resume.allowed && resume.reason === "change_pending" && (
        <ResumeWaits subscription={subscription} view={undefined} />
      )}
      {!resume.allowed && resume.reason !== "change_pending" && (
        <NotAllowed heading={t("resume.unavailable", { name })} reason={resume.reason} />
      )}
    </>
  );
}
