"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { HomeLink } from "../home-link";
import { HistoryLink } from "../records/history-link";
import { TaskHeader } from "./task-header";

type Props = {
  readonly heading: string;
  readonly tone?: "good" | "warn";
  readonly children: ReactNode;
  /** What is still to be done, before the way back. */
  readonly lead?: ReactNode;
  /** What else can be done now: undo, for one. */
  readonly actions?: ReactNode;
};

/** The end of a task: what happened, with the focus on it, and the way back. */
export function Done({ heading, tone = "good", children, lead, actions }: Props) {
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
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {lead}
        <HomeLink tone={lead ? "plain" : "primary"} />
        {actions}
        <HistoryLink />
      </div>
    </Card>
  );
}
