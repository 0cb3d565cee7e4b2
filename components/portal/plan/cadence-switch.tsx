"use client";

import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { PlanView } from "@/lib/portal/view";
import { useWords } from "../use-words";
import { type Cadence, findSaving } from "./plan-choices";

type Props = {
  readonly cadences: readonly Cadence[];
  readonly plans: readonly PlanView[];
  readonly picked: string;
  readonly onPick: (key: string) => void;
};

/** Monthly or yearly, with what is saved. Radio buttons, so that arrow keys work as expected. */
export function CadenceSwitch({ cadences, plans, picked, onPick }: Props) {
  const t = useTranslations("change");
  const format = useFormatter();
  const { cadence: word } = useWords();
  const name = useId();
  return (
    <fieldset className="mb-5 flex w-fit max-w-full flex-wrap gap-1 rounded-xl border border-line bg-sunken p-1">
      <legend className="sr-only">{t("cadence")}</legend>
      {cadences.map((cadence) => {
        const saving = findSaving(plans, cadence);
        const percent = saving ? format.number(saving.share, "percent") : "";
        return (
          <label
            key={cadence.key}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded-lg px-4 font-medium text-sm text-soft has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent-text pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={cadence.key}
              checked={cadence.key === picked}
              onChange={() => onPick(cadence.key)}
              className="sr-only"
            />
            {word(cadence.interval)}
            {saving && (
              <span className="rounded-full bg-good-soft px-2 py-0.5 text-good text-xs">
                {saving.same ? t("save", { percent }) : t("saveUpTo", { percent })}
              </span>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
