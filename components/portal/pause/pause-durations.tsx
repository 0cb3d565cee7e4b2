"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Choice } from "@/components/ui/choice";
import { FieldGroup } from "@/components/ui/field-group";
import { en } from "@/lib/i18n/messages/en";
import type { PauseDuration } from "@/lib/portal/view";
import { useWords } from "../use-words";

type Props = {
  readonly durations: readonly PauseDuration[];
  readonly value: PauseDuration | undefined;
  readonly onChange: (value: PauseDuration) => void;
};

/** The durations that the merchant offers, each with the day it would be over. */
export function PauseDurations({ durations, value, onChange }: Props) {
  const t = useTranslations("pause");
  const { date } = useWords();
  const id = useId();
  return (
    <div className="mb-5 max-w-md">
      <FieldGroup id={id} label={t("howLong")}>
        <div className="rounded-lg border border-line bg-card">
          {durations.map((duration) => {
            const { resumesAt } = duration;
            const key = keyOf(duration);
            return (
              <Choice
                key={key}
                name={id}
                value={key}
                label={<Label duration={duration} />}
                help={resumesAt === null ? undefined : t("until", { date: date(resumesAt) })}
                checked={value !== undefined && keyOf(value) === key}
                onChange={() => onChange(duration)}
              />
            );
          })}
        </div>
      </FieldGroup>
    </div>
  );
}

function keyOf({ interval }: PauseDuration): string {
  return interval === null ? "open" : `${interval.count} ${interval.unit}`;
}

function Label({ duration: { interval } }: { duration: PauseDuration }) {
  const t = useTranslations("pause");
  if (interval === null) return t("open");
  const { unit, count } = interval;
  return isUnit(unit) ? t(`duration.${unit}`, { count }) : `${count} ${unit}`;
}

function isUnit(unit: string): unit is keyof typeof en.pause.duration {
  return Object.hasOwn(en.pause.duration, unit);
}
