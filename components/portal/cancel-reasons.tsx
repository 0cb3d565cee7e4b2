"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FieldGroup } from "@/components/ui/field-group";
import { TextArea } from "@/components/ui/text-area";
import type { ActionInput } from "@/lib/portal/actions";
import { longest } from "@/lib/portal/longest";
import type { CancelOffer } from "@/lib/portal/view";
import { usePortal } from "./portal-context";

export type Reason = Pick<ActionInput<"cancel_subscription">, "feedback" | "comment">;

type Props = {
  readonly reasons: NonNullable<CancelOffer["reasons"]>;
  readonly value: Reason;
  readonly onChange: (value: Reason) => void;
};

/** Why the customer leaves. Nobody has to say: the confirmation works without it. */
export function CancelReasons({ reasons, value, onChange }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("cancel");
  const id = useId();
  const { feedback, comment } = value;
  return (
    // On a phone the buttons stay in sight at the bottom: what has the focus must not come to stand behind them.
    <div className="mt-6 flex flex-col gap-4 [&_input]:scroll-mb-36 [&_textarea]:scroll-mb-36">
      <FieldGroup
        id={id}
        label={t("reasonHeading")}
        help={t("reasonHint", { merchant: frame.name })}
      >
        <div className="rounded-lg border border-line bg-card">
          {reasons.map((reason) => (
            <Choice
              key={reason}
              name={id}
              value={reason}
              label={t(`reason.${reason}`)}
              checked={reason === feedback}
              onChange={() => onChange({ ...value, feedback: reason })}
            />
          ))}
          <Choice
            name={id}
            value=""
            label={t("reason.none")}
            checked={feedback === undefined}
            onChange={() => onChange({})}
          />
        </div>
      </FieldGroup>
      {feedback !== undefined && (
        <Field
          id={`${id}-comment`}
          label={t("comment")}
          help={t("commentHint", { count: longest.comment })}
        >
          {(control) => (
            <TextArea
              {...control}
              maxLength={longest.comment}
              value={comment ?? ""}
              onChange={(event) => onChange({ ...value, comment: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
