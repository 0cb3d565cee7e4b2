"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "@/components/ui/notice";

type Props = { readonly text: ReactNode; readonly onDismiss: () => void };

/** A success that stays until it was read. The region is there from the start, or nobody hears it. */
export function LiveLine({ text, onDismiss }: Props) {
  const t = useTranslations("banner");
  return (
    <div aria-live="polite">
      {text !== null && (
        <Notice tone="good" dismiss={{ label: t("dismiss"), onDismiss }}>
          {text}
        </Notice>
      )}
    </div>
  );
}
