import type { ReactNode } from "react";
import { cx } from "./cx";

const tones = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  plain: "bg-sunken text-soft",
  outline: "border border-strong/60 text-soft",
} as const;

export type PillTone = keyof typeof tones;

export function Pill({ tone = "plain", children }: { tone?: PillTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center whitespace-nowrap rounded-full px-2 py-0.5 text-xs font-medium",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
