"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Choice } from "@/components/ui/choice";
import { FieldGroup } from "@/components/ui/field-group";
import type { CancelOffer } from "@/lib/portal/view";
import { useWords } from "../use-words";

type Mode = CancelOffer["mode"];

type Props = {
  /** When it ends unless it ends at once, Unix seconds. */
  readonly endsAt: number;
  readonly value: Mode;
  readonly onChange: (mode: Mode) => void;
};

/** Who owes money may end it at once as well: it is tried no further. */
export function CancelWhen({ endsAt, value, onChange }: Props) {
  const t = useTranslations("cancel");
  const { date } = useWords();
  const id = useId();
  return (
    <div className="mb-4">
      <FieldGroup id={id} label={t("when")}>
        <div className="rounded-lg border border-line bg-card">
          <Choice
            name={id}
            value="at_period_end"
            label={t("whenLater", { date: date(endsAt) })}
            help={t("whenLaterHint")}
            checked={value === "at_period_end"}
            onChange={() => onChange("at_period_end")}
          />
          <Choice
            name={id}
            value="immediately"
            label={t("whenNow")}
            help={t("whenNowHint")}
            checked={value === "immediately"}
            onChange={() => onChange("immediately")}
          />
        </div>
      </FieldGroup>
    </div>
  );
}
