"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { PortalError } from "@/components/portal/portal-error";
import { PreviewSkeleton } from "@/components/portal/task/preview-skeleton";
import { ProblemNotice } from "@/components/portal/task/problem-notice";
import { NothingHere } from "./nothing-here";

type Props<Answer> = {
  readonly query: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
};

/** What a frame's page reads by itself: its shape while it is on its way, and what went wrong. */
export function EmbedRead<Answer>({ query, children }: Props<Answer>) {
  const t = useTranslations("record");
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error === null) return <PreviewSkeleton text={t("loading")} />;
  if (error instanceof PortalError && error.status === 404) return <NothingHere />;
  return <ProblemNotice error={error} onRetry={() => void refetch()} />;
}
