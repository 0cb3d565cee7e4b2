"use client";

import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";
import { usePortal } from "./portal-context";
import { PortalError } from "./portal-error";
import { ProblemNotice } from "./task/problem-notice";

/** What is wrong with the page as a whole. What is wrong with one task is said beside that task. */
export function Banners({ problem }: { problem: Error | null }) {
  const { view } = usePortal();
  const t = useTranslations("banner");
  const online = useOnline();
  return (
    <section aria-label={t("region")} aria-live="polite" className="*:mb-6">
      {!online && <Notice tone="warn">{t("offline")}</Notice>}
      {online && problem !== null && isAboutSession(problem) && <ProblemNotice error={problem} />}
      {view.stale && <Stale asOf={view.asOf} />}
      {view.readOnly && <Notice tone="plain">{t("readOnly")}</Notice>}
    </section>
  );
}

function Stale({ asOf }: { asOf: number }) {
  const t = useTranslations("banner");
  const format = useFormatter();
  const time = format.dateTime(new Date(asOf * 1000), "time", { timeZone: useTimeZone() });
  return <Notice tone="warn">{t("stale", { time })}</Notice>;
}

/** A refresh that failed for another reason is tried again; what is shown stays true as of its time. */
function isAboutSession(problem: Error): boolean {
  return problem instanceof PortalError && (problem.status === 401 || problem.status === 409);
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (notify) => onlineManager.subscribe(notify),
    () => onlineManager.isOnline(),
    () => true,
  );
}

/** The browser's time zone once it is known; the server's answer is in UTC. */
function useTimeZone(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}
