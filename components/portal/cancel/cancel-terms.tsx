"use client";

import { Check, ReceiptText, X } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { strong } from "../strong";
import { TermsPart } from "../task/terms-part";
import { useWords } from "../use-words";
import { CancelMoney, hasMoney, type Terms } from "./cancel-money";

type Props = { readonly subscription: SubscriptionView; readonly terms: Terms };

/** The consequence, before the button. A session that ends with its task leaves no way to undo it. */
export function CancelTerms({ subscription, terms }: Props) {
  const { name, status } = subscription;
  const t = useTranslations("cancel");
  const { date: write } = useWords();
  const { flow } = usePortal().view;
  const date = write(terms.endsAt);
  const later = terms.mode === "at_period_end";
  const isUndoable = flow === null || flow.after.type === "portal_homepage";
  return (
    <Card className="divide-y divide-line">
      <TermsPart heading={t("stops")} icon={<X aria-hidden="true" className="size-4 text-bad" />}>
        <li>{later ? t.rich("stopsAtEnd", { name, date, strong }) : t("stopsNow", { name })}</li>
        {!terms.owed && <li>{t(status === "trialing" ? "noChargeTrial" : "noCharge")}</li>}
        {terms.dropsChange && <li>{t("dropsChange")}</li>}
      </TermsPart>
      {hasMoney(terms, status) && (
        <TermsPart
          heading={t("settled")}
          icon={<ReceiptText aria-hidden="true" className="size-4 text-soft" />}
        >
          <CancelMoney terms={terms} status={status} />
        </TermsPart>
      )}
      <TermsPart
        heading={t("kept")}
        icon={<Check aria-hidden="true" className="size-4 text-good" />}
      >
        {later && <li>{t.rich("keptUntil", { name, date, strong })}</li>}
        {later && isUndoable && <li>{t("keptUndo")}</li>}
        <li>{t("keptInvoices")}</li>
      </TermsPart>
    </Card>
  );
}
