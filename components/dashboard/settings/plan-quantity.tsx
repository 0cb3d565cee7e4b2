"use client";

import { useId } from "react";
import { Check } from "@/components/ui/check";
import { TextInput } from "@/components/ui/text-input";
import type { Plans } from "./plan-list";

type Quantity = Plans[number]["adjustable_quantity"];

type Props = {
  /** The product's name. */
  readonly name: string;
  readonly quantity: Quantity;
  readonly onChange: (quantity: Quantity) => void;
};

/** Whether customers choose how many of a product they have, and within which bounds. */
export function PlanQuantity({ name, quantity, onChange }: Props) {
  const { enabled, minimum, maximum } = quantity;
  return (
    <div className="flex flex-wrap items-center gap-x-5">
      <Check
        checked={enabled}
        onChange={() => onChange({ ...quantity, enabled: !enabled })}
        label={
          <span className="text-sm">
            <span className="sr-only">{name}, </span>Customers choose how many
          </span>
        }
      />
      {enabled && (
        <div className="flex items-center gap-2 py-1 text-sm">
          <Bound
            label={`${name}, at least`}
            text="from"
            value={minimum}
            onChange={(value) => onChange({ ...quantity, minimum: value ?? 0 })}
          />
          <Bound
            label={`${name}, at most`}
            text="to"
            value={maximum}
            onChange={(value) => onChange({ ...quantity, maximum: value })}
          />
        </div>
      )}
    </div>
  );
}

type BoundProps = {
  readonly label: string;
  readonly text: string;
  /** Null: no limit. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

/** One bound; empty is none. What is no digit is not typed. */
function Bound({ label, text, value, onChange }: BoundProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>
        <span className="sr-only">{label}</span>
        <span aria-hidden="true">{text}</span>
      </label>
      <TextInput
        id={id}
        inputMode="numeric"
        maxLength={6}
        placeholder="any"
        value={value ?? ""}
        onChange={({ target }) => {
          const digits = target.value.replaceAll(/\D/g, "");
          onChange(digits === "" ? null : Number(digits));
        }}
        className="w-20! text-center tabular-nums"
      />
    </>
  );
}
