"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { homePath } from "./paths";
import { usePortal } from "./portal-context";
import { TaskHeader } from "./task-header";

type Props = {
  readonly heading: string;
  readonly tone?: "good" | "warn";
  readonly children: ReactNode;
  /** What else can be done now: undo, for one. */
  readonly actions?: ReactNode;
};

/** The end of a task: what happened, with the focus on it, and the way back. */
export function Done({ heading, tone = "good", children, actions }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("result");
  const Icon = tone === "good" ? CircleCheck : CircleAlert;
  return (
    <Card className="px-5 pt-7 pb-6 xs:px-8">
      <Icon
        aria-hidden="true"
        className={tone === "good" ? "size-8 text-good" : "size-8 text-warn"}
      />
      <TaskHeader focus bare heading={heading}>
        <div className="flex flex-col gap-1">{children}</div>
      </TaskHeader>
      <div className="flex flex-wrap gap-2">
        <ButtonLink tone="primary" href={homePath(frame.base)}>
          {t("back")}
        </ButtonLink>
        {actions}
      </div>
    </Card>
  );
}
