"use client";

import { type RefObject, useEffect } from "react";
import type { Host } from "@/lib/embed/meet-host";

/** Tells the host page how high the frame has to be to show all of `content`, whenever that changes. */
export function useHeight(content: RefObject<HTMLElement | null>, host: Host | null): void {
  useEffect(() => {
    const element = content.current;
    if (element === null || host === null) return;
    const observer = new ResizeObserver(() => {
      host.tell({ type: "height", height: element.getBoundingClientRect().height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [content, host]);
}
