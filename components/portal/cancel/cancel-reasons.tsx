"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FieldGroup } from "@/components/ui/field-group";
import { TextArea } from "@/components/ui/text-area";
import type { ActionInput } from "@/lib/portal/actions";
import { longest } from "@/lib/portal/longest";
import type { CancelReason } from "@/lib/portal/view";
import { usePortal } from "../portal-context";

export type Reason = Pick<
  ActionInput<"cancel_subscription">,
  "feedback" | "feedback_option" | "comment"
>;

type Props = {
  readonly reasons: readonly CancelReason[];
  readonly value: Reason;
  readonly onChange: (value: Reason) => void;
};

/** Why the customer leaves. Nobody has to say: the confirmation works without it. */
export function CancelReasons({ reasons, value, onChange }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("cancel");
  const id = useId();
  const chosen = value.feedback ?? value.feedback_option;
  const words = value.comment === undefined ? {} : { comment: value.comment };
  return (
    // On a phone the buttons stay in sight at the bottom: what has the focus must not come to stand behind them.
    <div className="flex flex-col gap-4 [&_input]:scroll-mb-36 [&_textarea]:scroll-mb-36">
      <FieldGroup
        id={id}
        label={t("reasonHeading")}
        help={t("reasonHint", { merchant: frame.name })}
      >
        <div className="rounded-lg border border-line bg-card">
          {reasons.map((reason) => {
            const isStripes = reason.kind === "stripe";
            const key = isStripes ? reason.feedback : reason.feedbackOption;
            const picked = isStripes ? { feedback: reason.feedback } : { feedback_option: key };
            return (
              <Choice
                key={key}
                name={id}
                value={key}
                label={isStripes ? t(`reason.${reason.feedback}`) : reason.text}
                checked={key === chosen}
                onChange={() => onChange({ ...picked, ...words })}
              />
            );
          })}
          <Choice
            name={id}
            value=""
            label={t("reason.none")}
            checked={chosen === undefined}
            onChange={() => onChange({})}
          />
        </div>
      </FieldGroup>
      {chosen !== undefined && (
        <Field
          id={`${id}-comment`}
          label={t("comment")}
          help={t("commentHint", { count: longest.comment })}
        >
          {(control) => (
            <TextArea
              {...control}
              maxLength={longest.comment}
              value={value.comment ?? ""}
              onChange={(event) => onChange({ ...value, comment: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
