"use client";

import { useEffect, useState } from "react";
import { findWayOut } from "./find-way-out";

/** Keeps every link that leads out of the preview from being followed, and says where it would have led. */
export function InertLinks() {
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    function guard(event: MouseEvent) {
      const out = findWayOut(event.target, window.location);
      setTarget(out);
      if (out === null) return;
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener("click", guard, true);
    document.addEventListener("auxclick", guard, true);
    return () => {
      document.removeEventListener("click", guard, true);
      document.removeEventListener("auxclick", guard, true);
    };
  }, []);

  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center px-4">
      {target !== null && (
        <span className="max-w-full rounded-lg bg-ink px-4 py-3 text-paper text-sm shadow-card">
          For your customers this link leads to {target}. In the preview you stay here.
        </span>
      )}
    </output>
  );
}
