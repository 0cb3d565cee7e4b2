"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { usePortal } from "../portal-context";
import { useWords } from "../use-words";

type Props = {
  /** What was picked; undefined: as usual. */
  readonly picked: string | undefined;
  /** What is charged as usual. */
  readonly usual: string | undefined;
  readonly onPick: (method: string) => void;
};

/** Which of several payment methods is charged; nothing where there is no choice. */
export function PayWith({ picked, usual, onPick }: Props) {
  const { paymentMethods } = usePortal().view;
  const t = useTranslations("begin");
  const { method: name } = useWords();
  const id = useId();
  if (paymentMethods === null || paymentMethods.length < 2) return null;
  return (
    <div className="mt-4 max-w-md">
      <Field id={id} label={t("payWith")}>
        {(control) => (
          <Select
            {...control}
            value={picked ?? usual ?? ""}
            onChange={(event) => onPick(event.target.value)}
          >
            {paymentMethods.map((method) => (
              <option key={method.id} value={method.id}>
                {name(method)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
