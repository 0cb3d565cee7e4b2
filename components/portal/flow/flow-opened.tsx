"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { LiveLine } from "../home/live-line";

/** On the first page after a task with which the whole portal opens: that it is done. */
export function FlowOpened() {
  const t = useTranslations("flow");
  const asked = useSearchParams().get("done") === "1";
  const [isRead, setRead] = useState(false);
  return (
    <div className={asked && !isRead ? "mb-6" : undefined}>
      <LiveLine text={asked && !isRead ? t("opened") : null} onDismiss={() => setRead(true)} />
    </div>
  );
}
