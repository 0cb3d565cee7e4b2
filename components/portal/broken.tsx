"use client";

import { createTranslator } from "use-intl/core";
import { Button } from "@/components/ui/button";
import { broken } from "@/lib/i18n/messages/broken";
import { NoticePage } from "./notice-page";

type Props = {
  /** What Next logged the error under; the customer can quote it. */
  readonly digest: string | undefined;
  readonly onRetry: () => void;
};

/** Our fault, said so, with a way to try again. */
export function Broken({ digest, onRetry }: Props) {
  const t = createTranslator({ locale: "en", messages: broken });
  return (
    <NoticePage code="internal" title={t("title")} body={t("body")}>
      <Button tone="primary" onClick={onRetry}>
        {t("retry")}
      </Button>
      {digest !== undefined && (
        <p className="mt-4 text-faint text-xs">
          {t.rich("quote", { id: digest, code: (id) => <code>{id}</code> })}
        </p>
      )}
    </NoticePage>
  );
}
