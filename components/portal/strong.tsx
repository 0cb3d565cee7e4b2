import type { ReactNode } from "react";

/** What `<strong>` in a message becomes: an amount or a date, the loudest words of their line. */
export function strong(text: ReactNode): ReactNode {
  return <strong className="font-semibold text-ink tabular-nums">{text}</strong>;
}
