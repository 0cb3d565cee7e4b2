"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { HomeLink } from "./home-link";
import { TaskHeader } from "./task/task-header";

type Props = {
  readonly heading: string;
  readonly text: ReactNode;
  /** One more way on, beside the way back to the billing page. */
  readonly way?: { readonly href: Route; readonly text: string };
};

/** A task page that has nothing to ask: what is the case, and where to go. */
export function Message({ heading, text, way }: Props) {
  return (
    <>
      <TaskHeader heading={heading}>
        <p>{text}</p>
      </TaskHeader>
      <div className="flex flex-wrap gap-2">
        <HomeLink tone="primary" />
        {way && <ButtonLink href={way.href}>{way.text}</ButtonLink>}
      </div>
    </>
  );
}
