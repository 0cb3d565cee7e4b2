"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 3000;

/** Reads the page again every few seconds while somebody looks at it. */
export function AutoRefresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
