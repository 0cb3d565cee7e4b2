import { Info } from "lucide-react";
import type { ReactNode } from "react";

/** What one setting means for another, where it matters. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-lg bg-sunken px-3 py-2.5 text-sm text-soft">
      <Info aria-hidden="true" className="mt-[0.15rem] size-4 shrink-0 text-faint" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
