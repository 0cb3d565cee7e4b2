"use client";

import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { LinkIcon } from "@/components/ui/link-icon";
import { leadInFlow } from "@/lib/portal/flow-path";
import { homePath } from "../paths";
import { usePortal } from "../portal-context";

type Props = {
  readonly heading: ReactNode;
  readonly children?: ReactNode;
  /** Where the link above the heading leads; the billing page unless given. */
  readonly back?: { readonly href: Route; readonly text: string };
  /** True for a result: it takes the place of what had the focus, so it takes the focus too. */
  readonly focus?: boolean;
  /** True where the way back stands elsewhere. */
  readonly bare?: boolean;
};

/** The way back and the heading of a task page. */
export function TaskHeader({ heading, children, back, focus = false, bare = false }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations("frame");
  const href = back?.href ?? homePath(frame.base);
  const [page = ""] = href.slice(frame.base.length).split("?");
  // What is not part of a session's only task would lead back to where it stands.
  const isShown = !bare && (view.flow === null || leadInFlow(view.flow, page) === null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) title.current?.focus();
  }, [focus]);
  return (
    <div className={bare ? "mt-3 mb-6" : "mb-6"}>
      {isShown && (
        <Link
          href={href}
          prefetch={false}
          className="-mt-3 mb-2 inline-flex min-h-11 items-center gap-2 text-sm text-soft hover:text-ink"
        >
          <LinkIcon icon={ArrowLeft} />
          {back?.text ?? t("backToPortal")}
        </Link>
      )}
      <h1
        ref={title}
        tabIndex={-1}
        className="font-semibold text-2xl leading-tight tracking-tight frame:text-[1.75rem]"
      >
        {heading}
      </h1>
      {children && <div className="mt-2 text-soft">{children}</div>}
    </div>
  );
}
