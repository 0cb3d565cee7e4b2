"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";
import type { ReasonCode } from "@/lib/portal/view";
import { HomeLink } from "../home-link";
import { usePortal } from "../portal-context";
import { TaskHeader } from "./task-header";

type Props = {
  readonly heading: string;
  readonly reason: ReasonCode;
  /** What can be done instead. */
  readonly children?: ReactNode;
};

/** A task that is not offered, reached by its address: why, and the way on. */
export function NotAllowed({ heading, reason, children }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  return (
    <div data-error-code={reason}>
      <TaskHeader heading={heading} />
      <Notice tone="plain">{t(`reasons.${reason}`, { merchant: frame.name })}</Notice>
      <div className="mt-4 empty:hidden">{children}</div>
      <div className="mt-6">
        <HomeLink />
      </div>
    </div>
  );
}
