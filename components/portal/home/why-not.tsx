"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Pill } from "@/components/ui/pill";
import {
  listMissed,
  listRefused,
  type Refused,
  reasonKinds,
  switchOf,
  tellingReason,
} from "@/lib/portal/explain";
import type { SubscriptionView } from "@/lib/portal/view";
import { useMembersEyes } from "../members-eyes";
import { usePortal } from "../portal-context";

type Props = { readonly subscription: SubscriptionView };

/** Why something is not offered: briefly for the customer, in full for a member who looks at the preview. */
export function WhyNot({ subscription }: Props) {
  return useMembersEyes() ? (
    <InFull subscription={subscription} />
  ) : (
    <Brief subscription={subscription} />
  );
}

function Brief({ subscription }: Props) {
  const { frame } = usePortal();
  const t = useTranslations();
  const told = tellingReason(subscription);
  const missed = listMissed(subscription).filter(({ reason }) => reason !== told);
  if (missed.length === 0) return null;
  return (
    <Disclosure summary={t("why.heading")}>
      {missed.map(({ action, reason }) => (
        <Line key={action} what={t(`why.${action}`)}>
          {t(`reasons.${reason}`, { merchant: frame.name })}
        </Line>
      ))}
    </Disclosure>
  );
}

function InFull({ subscription }: Props) {
  const t = useTranslations();
  const refused = listRefused(subscription);
  if (refused.length === 0) return null;
  return (
    <Disclosure summary={t("explain.heading")} hint={t("explain.hint")}>
      {refused.map(({ action, reason }: Refused) => (
        <Line key={action} what={<code>{action}</code>}>
          <Pill tone="outline">{t(`explain.kind.${reasonKinds[reason]}`)}</Pill>{" "}
          {t(`explain.reason.${reason}`, { field: switchOf[action] })}
        </Line>
      ))}
    </Disclosure>
  );
}

type DisclosureProps = {
  readonly summary: string;
  readonly hint?: string;
  readonly children: ReactNode;
};

function Disclosure({ summary, hint, children }: DisclosureProps) {
  return (
    <details className="group mt-3 text-sm">
      <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-1 rounded text-faint hover:text-ink pointer-fine:min-h-8 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 group-open:rotate-90 motion-safe:transition-transform rtl:rotate-180 rtl:group-open:rotate-90"
        />
        {summary}
      </summary>
      {hint !== undefined && <p className="mt-1 text-faint">{hint}</p>}
      <dl className="mt-1 flex flex-col gap-2 border-line border-l-2 pl-3">{children}</dl>
    </details>
  );
}

function Line({ what, children }: { readonly what: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium">{what}</dt>
      <dd className="text-soft">{children}</dd>
    </div>
  );
}
