"use client";

import { useTranslations } from "use-intl/react";
import { describeProblem } from "@/components/portal/task/describe-problem";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Props = {
  readonly error: unknown;
  readonly merchant: string;
  readonly retry: () => void;
};

/** The customer is signed in, but their billing could not be read: why, and trying again. */
export function EmbedFailure({ error, merchant, retry }: Props) {
  const t = useTranslations();
  return (
    <div role="alert">
      <Notice tone="bad">
        <p>{t(describeProblem(error).text, { merchant })}</p>
        <Button className="mt-3" onClick={retry}>
          {t("result.retry")}
        </Button>
      </Notice>
    </div>
  );
}
