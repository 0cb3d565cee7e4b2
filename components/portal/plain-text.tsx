import { cx } from "@/components/ui/cx";

/** A merchant's own words: their line breaks are kept, and nothing in them is more than text. */
export function PlainText({ text, className }: { text: string; className?: string }) {
  return <p className={cx("whitespace-pre-line [overflow-wrap:anywhere]", className)}>{text}</p>;
}
