"use client";

import { CalendarClock, Pause } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { PausePreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { strong } from "../strong";
import { TermsPart } from "../task/terms-part";
import { useWords } from "../use-words";

type Props = { readonly subscription: SubscriptionView; readonly terms: PausePreview };

/** What happens to what was paid, and how it goes on. */
export function PauseTerms({ subscription, terms }: Props) {
  const t = useTranslations("pause");
  const { date } = useWords();
  const { resumesAt, paidTime } = terms;
  return (
    <Card className="divide-y divide-line">
      <TermsPart
        heading={t("meanwhile")}
        icon={<Pause aria-hidden="true" className="size-4 text-soft" />}
      >
        {paidTime === "runs_on" ? <RunsOn terms={terms} /> : <Ends terms={terms} />}
        <DiscountRuns subscription={subscription} />
      </TermsPart>
      <TermsPart
        heading={t("after")}
        icon={<CalendarClock aria-hidden="true" className="size-4 text-soft" />}
      >
        <li>
          {resumesAt === null
            ? t("resumesByYou")
            : t.rich("resumesOn", { date: date(resumesAt), strong })}
        </li>
        {resumesAt !== null && <li>{t("earlier")}</li>}
        <li>{paidTime === "runs_on" ? t("sameDates") : t("newPeriod")}</li>
      </TermsPart>
    </Card>
  );
}

/** A pause that is over before the next payment leaves none out: said before it disappoints. */
function RunsOn({ terms: { paidUntil, resumesAt } }: Pick<Props, "terms">) {
  const t = useTranslations("pause");
  const { date } = useWords();
  const isShort = resumesAt !== null && resumesAt <= paidUntil;
  return (
    <>
      <li>{t(isShort ? "noneLeftOut" : "noPayment")}</li>
      <li>{t.rich("runsOn", { date: date(paidUntil), strong })}</li>
    </>
  );
}

function Ends({ terms: { name, credit, owed } }: Pick<Props, "terms">) {
  const t = useTranslations("pause");
  const { money } = useWords();
  return (
    <>
      <li>{t("stops", { name })}</li>
      <li>
        {credit === null ? t("noCredit") : t.rich("credit", { amount: money(credit), strong })}
      </li>
      {owed && <li>{t.rich("owed", { amount: money(owed), strong })}</li>}
      <li>{t("noPayment")}</li>
    </>
  );
}

/** Stripe lets a discount run on in a pause (docs.stripe.com/billing/subscriptions/pausing). */
function DiscountRuns({ subscription }: Pick<Props, "subscription">) {
  const t = useTranslations("pause");
  const { date } = useWords();
  const ends = subscription.discounts.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  if (ends.length === 0) return null;
  return <li>{t.rich("discountRuns", { date: date(Math.min(...ends)), strong })}</li>;
}
