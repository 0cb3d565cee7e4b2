"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle, type Tone } from "@/components/ui/button-style";
import type { Attention } from "@/lib/portal/view";
import { changePath, payPath } from "../paths";
import { usePortal, useSubscription } from "../portal-context";
import { strong } from "../strong";
import { useOutdating } from "../task/use-outdating";
import { useWords } from "../use-words";

/** What the customer should know first: one sentence and one way to mend it each. */
export function AttentionList() {
  const { attention } = usePortal().view;
  const t = useTranslations("attention");
  return (
    <section aria-label={t("heading")}>
      <ul className="flex flex-col gap-3">
        {attention.map((item) => (
          <li key={`${item.kind}:${subjectOf(item)}`}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function subjectOf(item: Attention): string {
  return item.kind === "card_expiring" ? item.paymentMethodId : item.subscriptionId;
}

function Item({ item }: { item: Attention }) {
  switch (item.kind) {
    case "incomplete":
      return <Incomplete item={item} />;
    case "change_pending":
      return <ChangePending item={item} />;
    case "past_due":
      return <PastDue item={item} />;
    case "trial_ending":
      return <TrialEnding item={item} />;
    case "card_expiring":
      return <CardExpiring item={item} />;
    default:
      return item satisfies never;
  }
}

function PastDue({ item }: { item: Extract<Attention, { kind: "past_due" }> }) {
  const t = useTranslations("attention");
  const name = useSubscription(item.subscriptionId)?.name ?? "";
  return (
    <Line tone="border-bad/30 bg-bad-soft" text={t("pastDue", { name })}>
      <Pay url={item.payUrl} tone="danger" text={t("pay")} />
    </Line>
  );
}

function Incomplete({ item }: { item: Extract<Attention, { kind: "incomplete" }> }) {
  const t = useTranslations("attention");
  const name = useSubscription(item.subscriptionId)?.name ?? "";
  return (
    <Line tone="border-warn/30 bg-warn-soft" text={t("incomplete", { name })}>
      <Pay url={item.payUrl} tone="primary" text={t("finishPaying")} />
    </Line>
  );
}

function ChangePending({ item }: { item: Extract<Attention, { kind: "change_pending" }> }) {
  const t = useTranslations("attention");
  const { date } = useWords();
  const name = useSubscription(item.subscriptionId)?.name ?? "";
  const text =
    item.expiresAt === null
      ? t("changePending", { name })
      : t.rich("changePendingUntil", { name, date: date(item.expiresAt), strong });
  return (
    <Line tone="border-warn/30 bg-warn-soft" text={text}>
      <PayLink url={item.payUrl} tone="primary" text={t("finishPaying")} />
    </Line>
  );
}

type PayLinkProps = { readonly url: string | null; readonly tone: Tone; readonly text: string };

/** To where an invoice is paid: here, where that is allowed, else on its page at Stripe. */
function Pay(props: PayLinkProps) {
  const { view, frame } = usePortal();
  const invoice = view.invoices?.list.find(({ hostedUrl }) => hostedUrl === props.url);
  if (props.url === null || !invoice?.actions.pay_invoice.allowed) return <PayLink {...props} />;
  return (
    <ButtonLink tone={props.tone} href={payPath(frame.base, invoice.id)}>
      {props.text}
    </ButtonLink>
  );
}

/** To the page of Stripe's where an invoice is paid; nothing where there is none. */
function PayLink({ url, tone, text }: PayLinkProps) {
  const outdate = useOutdating();
  if (url === null) return null;
  return (
    <a href={url} target="_blank" rel="noopener" className={buttonStyle(tone)} onClick={outdate}>
      {text}
    </a>
  );
}

function TrialEnding({ item }: { item: Extract<Attention, { kind: "trial_ending" }> }) {
  const t = useTranslations("attention");
  const { frame } = usePortal();
  const { date } = useWords();
  const subscription = useSubscription(item.subscriptionId);
  const name = subscription?.name ?? "";
  const text = t.rich("trialEnding", { name, date: date(item.at), strong });
  return (
    <Line tone="border-line bg-sunken" text={text}>
      {subscription?.actions.change_plan.allowed && (
        <ButtonLink href={changePath(frame.base, subscription.id)}>{t("seePlans")}</ButtonLink>
      )}
    </Line>
  );
}

function CardExpiring({ item }: { item: Extract<Attention, { kind: "card_expiring" }> }) {
  const t = useTranslations("attention");
  const { paymentMethods } = usePortal().view;
  const { method } = useWords();
  const known = paymentMethods?.find(({ id }) => id === item.paymentMethodId);
  const card = method(known ?? { brand: null, last4: item.last4 });
  return (
    <Line tone="border-warn/30 bg-warn-soft" text={t("cardExpiring", { card })}>
      {paymentMethods !== null && (
        <a href="#payment-methods" className={buttonStyle("plain")}>
          {t("seeCards")}
        </a>
      )}
    </Line>
  );
}

type LineProps = { readonly tone: string; readonly text: ReactNode; readonly children: ReactNode };

function Line({ tone, text, children }: LineProps) {
  return (
    <div
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-3 rounded-xl border px-5 py-3.5 ${tone}`}
    >
      <p className="min-w-0 flex-[1_1_16rem] font-medium">{text}</p>
      {children}
    </div>
  );
}
