"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { ActionInput } from "@/lib/portal/actions";
import type { PausePreview } from "@/lib/portal/preview";
import type { PauseDuration, SubscriptionView } from "@/lib/portal/view";
import { ActionBar } from "../home/action-bar";
import { HomeLink } from "../home-link";
import { BillStep } from "../task/bill-step";
import { Failure } from "../task/failure";
import { TaskHeader } from "../task/task-header";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useLivePreview } from "../task/use-preview";
import { useWords } from "../use-words";
import { PauseDone } from "./pause-done";
import { PauseDurations } from "./pause-durations";
import { PauseTerms } from "./pause-terms";

type Props = {
  readonly subscription: SubscriptionView;
  readonly durations: readonly PauseDuration[];
};

/** For how long, then what it means as Stripe works it out, then the confirmation. */
export function PauseTask({ subscription, durations }: Props) {
  const t = useTranslations("pause");
  const { id, name } = subscription;
  const [chosen, setChosen] = useState(durations[0]);
  const input = chosen === undefined ? null : inputOf(id, chosen);
  const preview = useLivePreview("pause_subscription", input);
  const { phase, run } = useAction("pause_subscription");
  const terms = preview.data?.preview;

  if (phase.kind === "done") return <PauseDone subscription={subscription} terms={terms} />;
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    if (input === null || !preview.data || !preview.fresh) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  const busy = phase.kind === "sending";
  return (
    <>
      <TaskHeader heading={t("heading", { name })} />
      {durations.length > 1 && (
        <PauseDurations durations={durations} value={chosen} onChange={setChosen} />
      )}
      <BillStep preview={preview}>
        {terms && <PauseTerms subscription={subscription} terms={terms} />}
      </BillStep>
      <ActionBar>
        <Failure error={phase.kind === "failed" ? phase.error : null} />
        <Button tone="primary" busy={busy} inactive={!preview.fresh} onClick={confirm}>
          {busy ? t("working") : <Label terms={terms} />}
        </Button>
        <HomeLink text={t("keep")} />
      </ActionBar>
    </>
  );
}

function inputOf(subscription: string, { interval }: PauseDuration): Input {
  if (interval === null) return { subscription };
  const { unit, count } = interval;
  return isUnit(unit) ? { subscription, interval: unit, interval_count: count } : { subscription };
}

type Input = ActionInput<"pause_subscription">;

const units: readonly string[] = ["day", "week", "month", "year"];

function isUnit(unit: string): unit is NonNullable<Input["interval"]> {
  return units.includes(unit);
}

/** The consequence stands on the button: an amount before a date. */
function Label({ terms }: { terms: PausePreview | undefined }) {
  const t = useTranslations("pause");
  const { money, date } = useWords();
  if (terms?.owed) return t("confirmPaying", { amount: money(terms.owed) });
  const until = terms?.resumesAt ?? null;
  return until === null ? t("confirm") : t("confirmUntil", { date: date(until) });
}
