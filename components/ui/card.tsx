import type { ReactNode } from "react";
import { cx } from "./cx";

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx("rounded-xl border border-line bg-card shadow-card", className)}>
      {children}
    </div>
  );
}

/** What a section shows when there is nothing in it: a sentence that says so and what would be here. */
export function EmptyCard({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="rounded-xl border border-dashed border-line px-5 py-6">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-sm text-soft">{hint}</p>
    </div>
  );
}
