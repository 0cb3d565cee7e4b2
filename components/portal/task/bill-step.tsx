"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { cx } from "@/components/ui/cx";
import { PreviewSkeleton } from "./preview-skeleton";
import { ProblemNotice } from "./problem-notice";

type Props = {
  readonly preview: {
    readonly isPending: boolean;
    readonly fresh: boolean;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  /** The bill, once there is one. */
  readonly children: ReactNode;
};

/** A bill while it is asked for, where it can't be had, and dimmed while the next one is on its way. */
export function BillStep({ preview, children }: Props) {
  const t = useTranslations("preview");
  const { isPending, fresh, error, refetch } = preview;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <PreviewSkeleton text={t("loading")} />;
  return (
    <div
      aria-busy={!fresh}
      className={cx("motion-safe:transition-opacity", !fresh && "opacity-55")}
    >
      <p role="status" className="sr-only">
        {fresh ? t("loaded") : t("loading")}
      </p>
      {children}
    </div>
  );
}
