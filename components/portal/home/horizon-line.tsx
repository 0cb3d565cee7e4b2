"use client";

import { useTranslations } from "use-intl/react";
import type { Horizon } from "@/lib/portal/view";
import { strong } from "../strong";
import { useWords } from "../use-words";

/** What time will do next: "Renews on 3 March 2027 for $48.00". Nothing when nobody knows. */
export function HorizonLine({ horizon }: { horizon: Horizon }) {
  const t = useTranslations("horizon");
  const { money, date } = useWords();
  switch (horizon.kind) {
    case "renews": {
      if (horizon.amount === null) return t.rich("renews", { date: date(horizon.at), strong });
      const words = { date: date(horizon.at), amount: money(horizon.amount), strong };
      return t.rich(horizon.soFar ? "renewsSoFar" : "renewsFor", words);
    }
    case "changes":
      return <Change at={horizon.at} to={horizon.to} />;
    case "paused": {
      const { resumesAt } = horizon;
      if (resumesAt === null) return t("paused");
      return t.rich("pausedUntil", { date: date(resumesAt), strong });
    }
    case "trial_until": {
      const words = { date: date(horizon.at), strong };
      if (horizon.amount === null) return t.rich("trial", words);
      return t.rich("trialThen", { ...words, amount: money(horizon.amount) });
    }
    case "ends":
      return t.rich("ends", { date: date(horizon.at), strong });
    case "ended":
      return horizon.at === null
        ? t("endedUndated")
        : t.rich("ended", { date: date(horizon.at), strong });
    case "unknown":
      return null;
    default:
      return horizon satisfies never;
  }
}

function Change({ at, to }: Omit<Extract<Horizon, { kind: "changes" }>, "kind">) {
  const t = useTranslations("horizon");
  const { date, price } = useWords();
  const words = { date: date(at), strong };
  if (to === null) return t.rich("changes", words);
  return t.rich("changesTo", { ...words, plan: to.productName, price: price(to) });
}
