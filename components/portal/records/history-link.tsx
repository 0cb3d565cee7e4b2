"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { LinkIcon } from "@/components/ui/link-icon";
import { changesPath } from "../paths";
import { usePortal } from "../portal-context";

/** The way to everything that was changed here; none out of a session's only task. */
export function HistoryLink() {
  const { view, frame } = usePortal();
  const t = useTranslations("frame");
  if (view.flow !== null) return null;
  return (
    <Link
      href={changesPath(frame.base)}
      prefetch={false}
      className="inline-flex min-h-11 items-center gap-1.5 self-start font-medium text-accent-text text-sm hover:underline"
    >
      <LinkIcon icon={History} />
      {t("history")}
    </Link>
  );
}
