"use client";

import { Check, ReceiptText, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { SubscriptionView } from "@/lib/portal/view";
import { strong } from "../strong";
import { useWords } from "../use-words";
import { CancelMoney, hasMoney, type Terms } from "./cancel-money";

type Props = { readonly subscription: SubscriptionView; readonly terms: Terms };

/** The consequence, before the button. */
export function CancelTerms({ subscription, terms }: Props) {
  const { name, status } = subscription;
  const t = useTranslations("cancel");
  const { date: write } = useWords();
  const date = write(terms.endsAt);
  const later = terms.mode === "at_period_end";
  return (
    <Card className="divide-y divide-line">
      <Part heading={t("stops")} icon={<X aria-hidden="true" className="size-4 text-bad" />}>
        <li>{later ? t.rich("stopsAtEnd", { name, date, strong }) : t("stopsNow", { name })}</li>
        {!terms.owed && <li>{t(status === "trialing" ? "noChargeTrial" : "noCharge")}</li>}
        {terms.dropsChange && <li>{t("dropsChange")}</li>}
      </Part>
      {hasMoney(terms, status) && (
        <Part
          heading={t("settled")}
          icon={<ReceiptText aria-hidden="true" className="size-4 text-soft" />}
        >
          <CancelMoney terms={terms} status={status} />
        </Part>
      )}
      <Part heading={t("kept")} icon={<Check aria-hidden="true" className="size-4 text-good" />}>
        {later && <li>{t.rich("keptUntil", { name, date, strong })}</li>}
        {later && <li>{t("keptUndo")}</li>}
        <li>{t("keptInvoices")}</li>
      </Part>
    </Card>
  );
}

type PartProps = {
  readonly heading: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

function Part({ heading, icon, children }: PartProps) {
  return (
    <section className="px-5 py-5">
      <h2 className="flex items-center gap-2 font-semibold">
        {icon}
        {heading}
      </h2>
      <ul className="mt-2 flex flex-col gap-1 pl-6 text-soft">{children}</ul>
    </section>
  );
}
