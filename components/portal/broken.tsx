"use client";

import { Button } from "@/components/ui/button";
import { translatorFor } from "@/lib/i18n/translator";
import { NoticePage } from "./notice-page";

type Props = {
  /** What Next logged the error under; the customer can quote it. */
  readonly digest: string | undefined;
  readonly onRetry: () => void;
};

/** Our fault, said so, with a way to try again. */
export function Broken({ digest, onRetry }: Props) {
  const t = translatorFor("en");
  return (
    <NoticePage
      code="internal"
      title={t("refused.internal.title")}
      body={t("refused.internal.body")}
    >
      <Button tone="primary" onClick={onRetry}>
        {t("result.retry")}
      </Button>
      {digest !== undefined && (
        <p className="mt-4 text-faint text-xs">
          {t.rich("errors.quote", { id: digest, code: (id) => <code>{id}</code> })}
        </p>
      )}
    </NoticePage>
  );
}
