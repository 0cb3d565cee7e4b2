"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/notice";
import type { SaveProblem } from "./settings-types";

/** A save that did not come about, though nothing in the form is wrong. Comes into view, wherever the form was. */
export function FailureNotice({ problem }: { problem: SaveProblem | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mb-5 scroll-mt-24 rounded-lg">
      <Notice tone="bad">
        {problem === null ? (
          <p>
            Nothing was saved: the server could not be reached, or you are signed out by now. Your
            changes are still here. Sign in again in another tab if need be, then save again.
          </p>
        ) : (
          <>
            <p>{say(problem)} Your changes are still here.</p>
            <p className="mt-1 text-xs opacity-80">
              If it stays so, this number helps to find out why: {problem.request_id}
            </p>
          </>
        )}
      </Notice>
    </div>
  );
}

function say({ code, message }: SaveProblem): string {
  if (code === "session_required")
    return "You are signed out. Sign in again in another tab, then save again.";
  if (code === "forbidden") return "Your role does not allow saving. Nothing was saved.";
  if (code === "configuration_outdated") return `${message} Nothing was saved.`;
  return /nothing was/i.test(message) ? message : `${message} Nothing was saved.`;
}
