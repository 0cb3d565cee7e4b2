"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { QuantityView } from "@/lib/portal/view";

type Props = {
  readonly items: readonly QuantityView[];
  readonly picked: string;
  readonly onPick: (item: string) => void;
};

/** Which of several things is counted differently. Radio buttons, so that arrow keys work as expected. */
export function ItemSwitch({ items, picked, onPick }: Props) {
  const t = useTranslations("quantity");
  const name = useId();
  return (
    <fieldset className="mb-5 flex w-fit max-w-full flex-wrap gap-1 rounded-xl border border-line bg-sunken p-1">
      <legend className="sr-only">{t("which")}</legend>
      {items.map(({ item, productName }) => (
        <label
          key={item}
          className="flex min-h-10 cursor-pointer items-center rounded-lg px-4 font-medium text-sm text-soft has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent-text pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            value={item}
            checked={item === picked}
            onChange={() => onPick(item)}
            className="sr-only"
          />
          {productName}
        </label>
      ))}
    </fieldset>
  );
}
