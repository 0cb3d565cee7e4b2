"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyCard } from "@/components/ui/card";
import { subscriptionsPath } from "../paths";
import { usePortal } from "../portal-context";
import { TaskHeader } from "../task/task-header";
import type { SubscriptionPage } from "../view-part";
import { SubscriptionRows } from "./subscription-rows";
import { SubscriptionSearch } from "./subscription-search";

type Props = { readonly page: SubscriptionPage };

/** One page of all subscriptions, or of those that are looked for. */
export function SubscriptionList({ page }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const { query } = page;
  const list = view.subscriptions;
  const heading = query === null ? t("subscriptions.heading") : t("subscriptions.found", { query });
  return (
    <>
      <title>{t("title.subscriptions", { merchant: frame.name })}</title>
      <TaskHeader heading={heading} />
      <SubscriptionSearch query={query} />
      {list.length > 0 ? <SubscriptionRows list={list} /> : <Nothing page={page} />}
      <Paging page={page} />
    </>
  );
}

function Nothing({ page: { after, query } }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  if (query !== null) {
    const word = view.nextSubscriptions === null ? "nothing" : "nothingYet";
    return (
      <EmptyCard
        title={t(`subscriptions.${word}`)}
        hint={t(`subscriptions.${word}Hint`, { query })}
      />
    );
  }
  if (after !== null) return <EmptyCard title={t("subscriptions.noOlder")} hint="" />;
  const hint = t("subscription.emptyHint", { merchant: frame.name });
  return <EmptyCard title={t("subscription.empty")} hint={hint} />;
}

function Paging({ page: { after, query } }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations("subscriptions");
  const next = view.nextSubscriptions;
  const asked = query === null ? {} : { query };
  if (after === null && query === null && next === null) return null;
  return (
    <nav aria-label={t("paging")} className="mt-4 flex flex-wrap gap-2">
      {after !== null && (
        <ButtonLink href={subscriptionsPath(frame.base, asked)}>{t("newest")}</ButtonLink>
      )}
      {query !== null && <ButtonLink href={subscriptionsPath(frame.base)}>{t("all")}</ButtonLink>}
      {next !== null && (
        <ButtonLink
          href={subscriptionsPath(frame.base, { ...asked, after: next })}
          className="ml-auto"
        >
          {t("older")}
        </ButtonLink>
      )}
    </nav>
  );
}
