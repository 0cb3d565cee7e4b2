"use client";

import { useTranslations } from "use-intl/react";
import type { Horizon } from "@/lib/portal/view";
import { strong } from "./strong";
import { useWords } from "./use-words";

/** What time will do next: "Renews on 3 March 2027 for $48.00". Nothing when nobody knows. */
export function HorizonLine({ horizon }: { horizon: Horizon }) {
  const t = useTranslations("horizon");
  const { money, date } = useWords();
  switch (horizon.kind) {
    case "renews":
      return horizon.amount === null
        ? t.rich("renews", { date: date(horizon.at), strong })
        : t.rich("renewsFor", { date: date(horizon.at), amount: money(horizon.amount), strong });
    case "trial_until":
      return horizon.amount === null
        ? t.rich("trial", { date: date(horizon.at), strong })
        : t.rich("trialThen", { date: date(horizon.at), amount: money(horizon.amount), strong });
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
