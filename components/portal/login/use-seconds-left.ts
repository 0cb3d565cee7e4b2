"use client";

import { useEffect, useState } from "react";
import { nowMs } from "./now-ms";

/** Whole seconds until `untilMs` (Unix milliseconds), counted down; 0 once it is past. */
export function useSecondsLeft(untilMs: number): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    setNow(nowMs());
    const timer = setInterval(() => {
      const at = nowMs();
      setNow(at);
      if (at >= untilMs) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [untilMs]);
  return Math.max(0, Math.ceil((untilMs - now) / 1000));
}
