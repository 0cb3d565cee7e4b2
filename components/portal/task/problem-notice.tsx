"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { usePortal } from "../portal-context";
import { describeProblem } from "./describe-problem";
import { WayBackIn } from "./way-back-in";

type Props = {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Another way on, where what failed has one of its own. */
  readonly children?: ReactNode;
};

/** What the dashboard's preview says is no fault. */
const expected = new Set(["errors.preview_only", "errors.preview_unpriced"]);

/** What went wrong, beside what failed: one sentence, one way on, and what to quote when asking for help. */
export function ProblemNotice({ error, onRetry, children }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const { text, wayOn, requestId } = describeProblem(error);
  return (
    <div role="alert">
      <Notice tone={expected.has(text) ? "plain" : "bad"}>
        <p>{t(text, { merchant: frame.name })}</p>
        {requestId !== null && (
          <p className="mt-1 text-xs">
            {t.rich("errors.quote", { id: requestId, code: (id) => <code>{id}</code> })}
          </p>
        )}
        {wayOn === "return" && <WayBackIn />}
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
        {children}
      </Notice>
    </div>
  );
}
