"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyCard } from "@/components/ui/card";
import { LinkIcon } from "@/components/ui/link-icon";
import type { SubscriptionView } from "@/lib/portal/view";
import { CancelInstructions } from "../cancel/cancel-instructions";
import { subscribePath, subscriptionsPath } from "../paths";
import { usePortal } from "../portal-context";
import { Section } from "./section";
import { SubscriptionCard } from "./subscription-card";
import { SubscriptionRows } from "./subscription-rows";
import { SubscriptionSearch } from "./subscription-search";

/** So many stand on cards; more of them are a line each. */
const mostCards = 5;
/** With more than so many nobody finds theirs by looking. */
const mostUnsearched = 10;

/** True while there is something to cancel. */
function goesOn({ horizon }: SubscriptionView): boolean {
  return horizon.kind !== "ends" && horizon.kind !== "ended";
}

export function SubscriptionSection() {
  const { view } = usePortal();
  const t = useTranslations("subscription");
  const { subscriptions: list, hasMoreSubscriptions: hasMore } = view;
  return (
    <Section id="subscriptions" heading={t("heading")} aside={list.length > 0 && <Start />}>
      {(hasMore || list.length > mostUnsearched) && <SubscriptionSearch />}
      <List />
      {hasMore && <ShowAll />}
      {view.cancelInstructions !== null && list.some(goesOn) && (
        <div className="mt-4">
          <CancelInstructions text={view.cancelInstructions} level="h3" />
        </div>
      )}
    </Section>
  );
}

function List() {
  const { view, frame } = usePortal();
  const t = useTranslations("subscription");
  const { subscriptions: list, hasMoreSubscriptions: hasMore } = view;
  if (list.length === 0) {
    return (
      <>
        <EmptyCard title={t("empty")} hint={t("emptyHint", { merchant: frame.name })} />
        <div className="mt-4 empty:hidden">
          <Start primary={true} />
        </div>
      </>
    );
  }
  if (hasMore || list.length > mostCards) return <SubscriptionRows list={list} />;
  return (
    <ul className="flex flex-col gap-4">
      {list.map((subscription) => (
        <li key={subscription.id}>
          <SubscriptionCard subscription={subscription} />
        </li>
      ))}
    </ul>
  );
}

/** To the plans a customer may begin with, where there are any. */
function Start({ primary = false }: { readonly primary?: boolean }) {
  const { view, frame } = usePortal();
  const t = useTranslations("subscription");
  if (!view.actions.start_subscription.allowed) return null;
  return (
    <ButtonLink tone={primary ? "primary" : "plain"} href={subscribePath(frame.base)}>
      {t("start")}
    </ButtonLink>
  );
}

function ShowAll() {
  const { frame } = usePortal();
  const t = useTranslations("subscription");
  return (
    <Link
      href={subscriptionsPath(frame.base)}
      prefetch={false}
      className="mt-2 inline-flex min-h-11 items-center gap-1.5 font-medium text-accent-text text-sm hover:underline"
    >
      {t("showAll")}
      <LinkIcon icon={ArrowRight} />
    </Link>
  );
}
