"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import type { FlowView, SubscriptionView } from "@/lib/portal/view";
import { HomeLink } from "../home-link";
import { PlainText } from "../plain-text";
import { usePortal, useSubscription } from "../portal-context";
import { TaskHeader } from "../task/task-header";
import { useWords } from "../use-words";
import { FlowResult } from "./flow-result";

/** The end of a session that was made for one task: what was done, when, for how much, and the way on. */
export function FlowDone() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const { flow } = view;
  if (flow === null || !flow.isCompleted) return null;
  return (
    <>
      <title>{t("title.flowDone", { merchant: frame.name })}</title>
      <Card className="px-5 pt-7 pb-6 xs:px-8">
        <CircleCheck aria-hidden="true" className="size-8 text-good" />
        <TaskHeader focus bare heading={<Heading flow={flow} />}>
          <FlowResult flow={flow} />
        </TaskHeader>
        <Completed flow={flow} />
        {flow.after.type === "hosted_confirmation" && flow.after.message !== null && (
          <div className="mt-5 border-line border-t pt-5">
            <PlainText text={flow.after.message} />
          </div>
        )}
        <div className="mt-6 flex flex-wrap gap-2 empty:hidden">
          <WayOn after={flow.after} />
        </div>
      </Card>
    </>
  );
}

type Props = { readonly flow: FlowView };

function Heading({ flow }: Props) {
  const t = useTranslations("flow.heading");
  const subscription = useSubscription(flow.subscription ?? "");
  return t(headingOf(flow), { name: nameOf(subscription) });
}

type Told =
  | "changed"
  | "scheduled"
  | "stayed"
  | "ending"
  | "canceled"
  | "paused"
  | "saved"
  | "billing";

function headingOf({ type, completed }: FlowView): Told {
  const isLater = completed?.outcome === "scheduled";
  switch (type) {
    case "subscription_cancel":
      if (completed?.action === "accept_offer") return "stayed";
      return isLater ? "ending" : "canceled";
    case "subscription_pause":
      return "paused";
    case "payment_method_update":
      return "saved";
    case "customer_update":
      return "billing";
    case "subscription_update":
    case "subscription_update_confirm":
      return isLater ? "scheduled" : "changed";
    default:
      return type satisfies never;
  }
}

function nameOf(subscription: SubscriptionView | null): string {
  return subscription?.name ?? "";
}

/** When it was done, and what was charged with it. */
function Completed({ flow: { completed } }: Props): ReactNode {
  const t = useTranslations("flow");
  const { date, money } = useWords();
  if (completed === null) return null;
  const { at, charged } = completed;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm tabular-nums">
      <dt className="text-soft">{t("at")}</dt>
      <dd>{date(at)}</dd>
      {charged !== null && (
        <>
          <dt className="text-soft">{t("charged")}</dt>
          <dd>{money(charged)}</dd>
        </>
      )}
    </dl>
  );
}

/** To where the merchant wants its customer after success, else to where the customer came from. */
function WayOn({ after }: Pick<FlowView, "after">) {
  const { frame } = usePortal();
  const t = useTranslations("flow");
  if (after.type !== "redirect") return <HomeLink tone="primary" />;
  return (
    <a href={after.url} target="_top" className={buttonStyle("primary")}>
      {t("goOn", { merchant: frame.name })}
    </a>
  );
}
