"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";
import { describeProblem } from "./describe-problem";
import { usePortal } from "./portal-context";

type Props = { readonly error: unknown; readonly onRetry?: () => void };

/** What went wrong, beside what failed: one sentence, one way on, and what to quote when asking for help. */
export function ProblemNotice({ error, onRetry }: Props) {
  const { view, frame } = usePortal();
  const { returnUrl } = view.session;
  const t = useTranslations();
  const { text, wayOn, requestId } = describeProblem(error);
  return (
    <div role="alert">
      <Notice tone="bad">
        <p>{t(text, { merchant: frame.name })}</p>
        {requestId !== null && (
          <p className="mt-1 text-xs">
            {t.rich("errors.quote", { id: requestId, code: (id) => <code>{id}</code> })}
          </p>
        )}
        {wayOn === "return" && returnUrl !== null && (
          <a href={returnUrl} className={buttonStyle("plain", "mt-3")}>
            {t("frame.returnTo", { merchant: frame.name })}
          </a>
        )}
        {wayOn === "retry" && onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            {t("result.retry")}
          </Button>
        )}
        {wayOn === "reload" && (
          <Button className="mt-3" onClick={() => window.location.reload()}>
            {t("result.reload")}
          </Button>
        )}
      </Notice>
    </div>
  );
}
