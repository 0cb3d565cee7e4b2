import { cx } from "./cx";

const base =
  "relative inline-flex items-center justify-center gap-2 rounded-lg px-4 py-2 text-[0.9375rem] font-medium " +
  "min-h-11 pointer-fine:min-h-10 text-center motion-safe:transition-colors cursor-pointer select-none " +
  "aria-disabled:cursor-default aria-disabled:opacity-60";

const tones = {
  primary: "bg-accent text-accent-ink not-aria-disabled:hover:brightness-110 shadow-card",
  plain: "border border-strong/50 bg-raised text-ink not-aria-disabled:hover:border-strong",
  danger: "bg-bad text-card not-aria-disabled:hover:brightness-110",
  quiet: "text-soft not-aria-disabled:hover:bg-sunken not-aria-disabled:hover:text-ink",
} as const;

export type Tone = keyof typeof tones;

/** One look for what can be pressed, whether it is a button or a link. */
export function buttonStyle(tone: Tone, extra?: string): string {
  return cx(base, tones[tone], extra);
}
