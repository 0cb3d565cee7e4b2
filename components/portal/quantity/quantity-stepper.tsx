"use client";

import { Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useId } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "@/components/ui/field";
import { inputStyle } from "@/components/ui/input-style";
import type { QuantityTerms } from "@/lib/portal/view";
import { isBelow, readQuantity, stepFrom } from "./read-quantity";

type Props = {
  /** What is counted: "Seats". */
  readonly label: string;
  /** What one of them costs. */
  readonly hint?: string;
  readonly terms: QuantityTerms;
  /** How many are in use; 0 where nothing is known of that. */
  readonly inUse: number;
  /** As it is typed; `readQuantity` says whether it is a number that may be chosen. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Why the server refused the number that is typed. */
  readonly refused?: string | undefined;
};

const directions = { ArrowUp: 1, ArrowDown: -1 } as const;

/** How many: typed, stepped with the buttons, or with the arrow keys. The bounds are said below it. */
export function QuantityStepper(props: Props) {
  const { label, hint, terms, inUse, typed, onType, refused } = props;
  const id = useId();
  const problem = useProblem(typed, terms, inUse);
  const { quantity } = readQuantity(typed, terms);
  const bounds = useBounds(terms, inUse);
  const help = hint === undefined ? bounds : `${hint} · ${bounds}`;

  function step(direction: 1 | -1) {
    const next = stepFrom(typed, direction, terms);
    if (next !== null) onType(String(next));
  }
  function press(event: KeyboardEvent) {
    const direction = Object.entries(directions).find(([key]) => key === event.key)?.[1];
    if (direction === undefined) return;
    event.preventDefault();
    step(direction);
  }
  return (
    <Field id={id} label={label} help={help} error={problem ?? refused}>
      {(control) => (
        <div className="flex gap-2">
          <StepButton
            of="fewer"
            what={label}
            inactive={stepFrom(typed, -1, terms) === null}
            onClick={() => step(-1)}
          />
          <input
            {...control}
            type="text"
            inputMode="numeric"
            role="spinbutton"
            autoComplete="off"
            aria-valuemin={terms.minimum}
            aria-valuemax={terms.maximum ?? undefined}
            aria-valuenow={quantity ?? undefined}
            value={typed}
            onChange={(event) => onType(event.target.value)}
            onKeyDown={press}
            maxLength={6}
            className={`${inputStyle} w-24! text-center tabular-nums`}
          />
          <StepButton
            of="more"
            what={label}
            inactive={stepFrom(typed, 1, terms) === null}
            onClick={() => step(1)}
          />
        </div>
      )}
    </Field>
  );
}

/** What may be chosen, in a sentence. */
function useBounds({ minimum, maximum, step }: QuantityTerms, inUse: number): string {
  const t = useTranslations("quantity");
  const range = maximum === null ? t("least", { minimum }) : t("range", { minimum, maximum });
  const steps = step === 1 ? null : t("steps", { step });
  // Where another bound is higher, that one is the reason.
  const isWhy = inUse > 0 && minimum - inUse < step;
  return [range, steps, isWhy ? t("inUse", { inUse }) : null].filter((part) => part).join(" ");
}

/** What is wrong with what is typed; undefined when nothing is. */
function useProblem(typed: string, terms: QuantityTerms, inUse: number): string | undefined {
  const t = useTranslations("quantity");
  const { problem } = readQuantity(typed, terms);
  const { minimum, maximum, step } = terms;
  if (problem === null) return undefined;
  if (isBelow(typed, inUse)) return t("invalidInUse", { inUse, minimum });
  if (problem.kind === "range") {
    return maximum === null
      ? t("invalidLeast", { minimum })
      : t("invalidRange", { minimum, maximum });
  }
  const { lower, upper } = problem;
  return upper === null
    ? t("invalidLastStep", { step, minimum, lower })
    : t("invalidStep", { step, minimum, lower, upper });
}

type StepProps = {
  readonly of: "fewer" | "more";
  readonly what: string;
  readonly inactive: boolean;
  readonly onClick: () => void;
};

function StepButton({ of, what, inactive, onClick }: StepProps) {
  const t = useTranslations("quantity");
  const Icon = of === "fewer" ? Minus : Plus;
  return (
    <button
      type="button"
      aria-disabled={inactive || undefined}
      onClick={onClick}
      className="inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-lg border border-strong/70 bg-raised not-aria-disabled:hover:border-strong aria-disabled:cursor-default aria-disabled:opacity-50 pointer-fine:size-10"
    >
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">{t(of, { what })}</span>
    </button>
  );
}
