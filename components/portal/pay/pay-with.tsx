"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PortalView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { useWords } from "../use-words";

type Props = {
  /** What was picked; undefined: as usual. */
  readonly picked: string | undefined;
  /** What is charged as usual. */
  readonly usual: string | undefined;
  readonly onPick: (method: string) => void;
};

type Methods = PortalView["paymentMethods"];

/** Whether there are several payment methods to choose from. */
export function hasChoice(methods: Methods): methods is NonNullable<Methods> {
  return methods !== null && methods.length > 1;
}

/** Which of several payment methods is charged; nothing where there is no choice. */
export function PayWith({ picked, usual, onPick }: Props) {
  const { paymentMethods } = usePortal().view;
  const t = useTranslations("begin");
  const { method: name } = useWords();
  const id = useId();
  if (!hasChoice(paymentMethods)) return null;
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
