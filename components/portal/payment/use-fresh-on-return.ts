"use client";

import { useEffect } from "react";

/** A page that Back brings out of the browser's memory may be of a session that is over: it is asked for anew. */
export function useFreshOnReturn(): void {
  useEffect(() => {
    const reload = ({ persisted }: PageTransitionEvent) => {
      if (persisted) window.location.reload();
    };
    window.addEventListener("pageshow", reload);
    return () => window.removeEventListener("pageshow", reload);
  }, []);
}
