"use client";

import { type Ref, useId } from "react";
import type { Problem } from "./list-problems";

type Props = { readonly problems: readonly Problem[]; readonly ref: Ref<HTMLDivElement> };

/** What stands in the way of saving, each with a link to the field. The box is focused when a save is refused. */
export function ErrorSummary({ problems, ref }: Props) {
  const id = useId();
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-labelledby={problems.length > 0 ? id : undefined}
      className="scroll-mt-24 rounded-xl"
    >
      {problems.length > 0 && (
        <div className="mb-5 rounded-xl border border-bad/40 bg-bad-soft px-5 py-4">
          <h2 id={id} className="font-semibold text-bad">
            Nothing was saved. {problems.length === 1 ? "One thing has" : "These things have"} to be
            put right:
          </h2>
          <ul className="mt-2 space-y-1 text-sm">
            {problems.map(({ path, name, text }) => (
              <li key={path}>
                <a
                  href={`#${path}`}
                  className="inline-block py-1 underline underline-offset-2"
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(path);
                  }}
                >
                  {name}
                </a>
                : {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The control at `path`, or the group that it is part of. */
function focusField(path: string): void {
  for (let part = path; part !== ""; part = part.slice(0, Math.max(part.lastIndexOf("."), 0))) {
    const field = document.getElementById(part);
    if (field === null) continue;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
    return;
  }
}
