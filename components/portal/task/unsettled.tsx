"use client";

import { useTranslations } from "use-intl/react";
import { Spinner } from "@/components/ui/spinner";
import { HomeLink } from "../home-link";
import { TaskHeader } from "./task-header";

/** Nobody knows yet whether it went through. Said as it is, never as done. */
export function Unsettled({ polling }: { polling: boolean }) {
  const t = useTranslations("result");
  return (
    <>
      <TaskHeader
        focus
        heading={
          <span className="flex items-center gap-3">
            {polling && <Spinner />}
            {polling ? t("checkingHeading") : t("slowHeading")}
          </span>
        }
      >
        <p role="status">{polling ? t("checkingBody") : t("slowBody")}</p>
      </TaskHeader>
      {!polling && <HomeLink />}
    </>
  );
}
