import type { ReactNode } from "react";

/** The buttons of a task: in its flow on a desktop, always in sight at the bottom of a phone. */
export function ActionBar({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-wrap gap-2 max-xs:sticky max-xs:bottom-0 max-xs:z-10 max-xs:-mx-4 max-xs:flex-col max-xs:border-line max-xs:border-t max-xs:bg-paper max-xs:px-4 max-xs:py-3">
      {children}
    </div>
  );
}
