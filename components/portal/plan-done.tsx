"use client";

import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { PlanPreview } from "@/lib/portal/preview";
import { Done } from "./done";
import { HorizonLine } from "./horizon-line";
import { usePortal } from "./portal-context";
import { strong } from "./strong";
import { useWords } from "./use-words";

type Props = {
  readonly answer: ActionAnswer;
  readonly preview: PlanPreview | undefined;
  readonly plan: string;
  /** Set when only how often it is paid changed. */
  readonly cadence: string | null;
};

/** What happened: what was charged, what is kept, and what comes next as Stripe says it now. */
export function PlanDone({ answer, preview, plan, cadence }: Props) {
  const t = useTranslations("preview");
  const { money } = useWords();
  if (answer.outcome === "requires_action") return <BankAsks preview={preview} />;
  const horizon = answer.view?.subscriptions.find(
    ({ id }) => id === preview?.subscription,
  )?.horizon;
  const paid = preview && preview.dueNow.amount > 0 ? money(preview.dueNow) : null;
  const scheduled = answer.outcome === "scheduled";
  const heading =
    cadence === null ? t("doneHeading", { plan }) : t("doneCadence", { plan, cadence });
  return (
    <Done heading={heading}>
      {scheduled && <p>{t("doneScheduled")}</p>}
      {!scheduled && <p>{paid === null ? t("doneFree") : t("donePaid", { amount: paid })}</p>}
      {preview?.credit && <p>{t.rich("doneCredit", { amount: money(preview.credit), strong })}</p>}
      {horizon && (
        <p>
          <HorizonLine horizon={horizon} />
        </p>
      )}
    </Done>
  );
}

/** The bank wants the customer to confirm: done on the invoice's own page. */
function BankAsks({ preview }: { preview: PlanPreview | undefined }) {
  const { view } = usePortal();
  const t = useTranslations("result");
  const open = view.invoices?.list.find(
    ({ status, subscriptionId }) => status === "open" && subscriptionId === preview?.subscription,
  );
  const url = open?.hostedUrl ?? null;
  return (
    <Done heading={t("actionHeading")} tone="warn">
      <p>{t("actionBody")}</p>
      {url !== null && (
        <p className="mt-4">
          <a href={url} target="_blank" rel="noopener" className={buttonStyle("primary")}>
            {t("openInvoice")}
          </a>
        </p>
      )}
    </Done>
  );
}
