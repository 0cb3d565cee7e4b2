"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { nextPath } from "@/lib/portal/next-path";
import type { Expected, UsePaymentMethodPreview } from "@/lib/portal/preview";
import type { SubscriptionView } from "@/lib/portal/view";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { Done } from "../task/done";
import { Failure } from "../task/failure";
import { ProblemNotice } from "../task/problem-notice";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { usePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { MoveSubscription } from "./move-subscription";

type Props = {
  /** The visit of Stripe's page that brought it. */
  readonly setup: string;
  readonly next: string | null;
};

/** Back from Stripe's page: the new payment method becomes the default, by itself where nothing is to be decided. */
export function TakeUpMethod({ setup, next }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("payment");
  const preview = usePreview("use_payment_method", { setup });
  if (preview.error !== null) {
    return (
      <>
        <TaskHeader
          heading={t("notAdded")}
          back={{ href: paymentPath(frame.base), text: t("heading") }}
        />
        <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
      </>
    );
  }
  if (!preview.data) return <Reading />;
  const { preview: shown, expected } = preview.data;
  return <TakeUp {...{ setup, next, shown, expected }} />;
}

function Reading() {
  const t = useTranslations("payment");
  return (
    <>
      <TaskHeader heading={t("takingUp")} />
      <p role="status" className="sr-only">
        {t("takingUp")}
      </p>
      <Skeleton className="h-5 w-64 max-w-full" />
    </>
  );
}

type TakeUpProps = Props & {
  readonly shown: UsePaymentMethodPreview;
  readonly expected: Expected;
};

function TakeUp({ setup, next, shown, expected }: TakeUpProps) {
  const { frame } = usePortal();
  const router = useRouter();
  const t = useTranslations("payment");
  const { method } = useWords();
  const { phase, run } = useAction("use_payment_method", goOn);
  const others = useOthers(shown.paymentMethod.id);
  const isAsked = useRef(others.length > 0);
  const start = () => run({ input: { setup }, expected, nonce: nonceOf(setup) });
  const begun = useRef(false);
  useEffect(() => {
    if (isAsked.current || begun.current) return;
    begun.current = true;
    start();
  });

  function goOn() {
    const target = nextPath(frame.base, next);
    if (target !== null) router.replace(target as Route);
    else window.history.replaceState(null, "", paymentPath(frame.base));
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const name = method(shown.paymentMethod);
  if (phase.kind === "done") return <TakenUp name={name} />;
  return (
    <>
      <TaskHeader focus heading={t("added", { method: name })}>
        <p>{others.length > 0 ? t("othersHint") : t("takingUp")}</p>
      </TaskHeader>
      <ul className="mb-6 flex flex-col gap-3">
        {others.map((subscription) => (
          <MoveSubscription key={subscription.id} {...{ setup, subscription }} />
        ))}
      </ul>
      <Failure error={phase.kind === "failed" ? phase.error : null} />
      {(isAsked.current || phase.kind === "failed") && (
        <Button tone="primary" busy={phase.kind === "sending"} onClick={start}>
          {t("useAsDefault")}
        </Button>
      )}
    </>
  );
}

/** Subscriptions that are charged to a payment method of their own, whatever the default becomes. */
function useOthers(method: string): readonly SubscriptionView[] {
  const { subscriptions } = usePortal().view;
  return subscriptions.filter(
    ({ hasOwnPaymentMethod, paymentMethod, horizon }) =>
      hasOwnPaymentMethod && paymentMethod?.id !== method && horizon.kind !== "ended",
  );
}

function TakenUp({ name }: { name: string }) {
  const { subscriptions } = usePortal().view;
  const t = useTranslations("payment");
  const following = subscriptions.filter(
    ({ hasOwnPaymentMethod, horizon }) => !hasOwnPaymentMethod && horizon.kind !== "ended",
  );
  return (
    <Done heading={t("added", { method: name })}>
      <p>{t("madeDefault", { method: name })}</p>
      {following.length > 0 && (
        <p>{t("usedFor", { names: following.map((one) => one.name).join(", ") })}</p>
      )}
    </Done>
  );
}

/** One visit of Stripe's page is one click, however often this page is loaded with it. */
function nonceOf(setup: string): string {
  return `use-${setup.slice(-50)}`;
}
