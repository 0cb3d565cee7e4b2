"use client";

import { type MouseEvent, useEffect, useState } from "react";
import { cx } from "@/components/ui/cx";
import { type SectionName, sections } from "./sections";

const names = Object.keys(sections) as SectionName[];

/** The sections of the settings, and which of them is being read. Where there is a column to stand in. */
export function SectionIndex() {
  const current = useCurrentSection();
  return (
    <ul
      aria-label="Sections"
      className="mt-1 mb-2 ml-[1.3125rem] border-line border-l max-frame:hidden"
    >
      {names.map((name) => (
        <li key={name}>
          <a
            href={`#${titleId(name)}`}
            aria-current={name === current ? "location" : undefined}
            onClick={goTo}
            className={cx(
              "-ml-px flex min-h-11 items-center border-l-2 pl-4 text-sm pointer-fine:min-h-8",
              name === current
                ? "border-accent text-ink"
                : "border-transparent text-soft hover:text-ink",
            )}
          >
            {sections[name]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function titleId(name: SectionName): string {
  return `${name}-title`;
}

/** Without an entry in the history: Back leaves the settings, whatever was looked at. */
function goTo(event: MouseEvent<HTMLAnchorElement>): void {
  const title = document.getElementById(event.currentTarget.hash.slice(1));
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (title === null || !isPlain) return;
  event.preventDefault();
  title.focus({ preventScroll: true });
  title.scrollIntoView();
}

function useCurrentSection(): SectionName {
  const [current, setCurrent] = useState<SectionName>("plan");
  useEffect(() => {
    const look = () => setCurrent(findCurrent());
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, []);
  return current;
}

/** The last one that begins in the upper third; at the very end of the page, the last. */
function findCurrent(): SectionName {
  const { innerHeight, scrollY } = window;
  const isEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const begun = names.filter((name) => {
    const title = document.getElementById(titleId(name));
    return isEnd || (title !== null && title.getBoundingClientRect().top < innerHeight / 3);
  });
  return begun.at(-1) ?? "plan";
}
