import { useEffect, useEffectEvent } from "react";
import type { Memory } from "./asked";
import { findStorage } from "./find-storage";
import { nowMs } from "./now-ms";

const keyOf = (base: string) => `portico.opened.${base}`;

/** Tells the other tabs of this browser that the portal below `base` is open now. */
export function tellOpened(base: string): void {
  findStorage("localStorage")?.setItem(keyOf(base), String(Math.floor(nowMs())));
}

/** Calls `leadOn` once the portal was opened in another tab since this one asked for a mail. */
export function useOpenedElsewhere(base: string, memory: Memory, leadOn: () => void): void {
  const look = useEffectEvent(() => {
    const asked = memory.recall();
    const openedAtMs = Number(findStorage("localStorage")?.getItem(keyOf(base)));
    if (asked === null || !(openedAtMs > asked.atMs)) return;
    memory.keep(null);
    leadOn();
  });

  useEffect(() => {
    // A tab that slept hears of nothing until it is looked at.
    const listen = () => look();
    window.addEventListener("storage", listen);
    window.addEventListener("pageshow", listen);
    document.addEventListener("visibilitychange", listen);
    return () => {
      window.removeEventListener("storage", listen);
      window.removeEventListener("pageshow", listen);
      document.removeEventListener("visibilitychange", listen);
    };
  }, []);
}
