"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import {
  type PreviewMessage,
  previewMessageSchema,
  previewReady,
} from "@/lib/portal/preview-message";
import { InertLinks } from "./inert-links";
import { PreviewContext } from "./preview-context";

type Props = { readonly now: number; readonly children: ReactNode };

/**
 * Listens to the settings page around this frame, and keeps what it said while pages inside change. Opened anew, it
 * asks for it again. A message from anywhere else, or one that makes no sense, changes nothing.
 */
export function PreviewProvider({ now, children }: Props) {
  const [heard, setHeard] = useState<{ message: PreviewMessage; revision: number } | null>(null);
  const scene = useMemo(() => (heard === null ? null : { ...heard, now }), [heard, now]);
  const scheme = heard?.message.scheme;

  useEffect(() => {
    const { parent, location } = window;
    if (parent === window) return;
    function listen({ source, origin, data }: MessageEvent<unknown>) {
      if (source !== parent || origin !== location.origin) return;
      const { data: message } = previewMessageSchema.safeParse(data);
      if (message) setHeard((before) => ({ message, revision: (before?.revision ?? 0) + 1 }));
    }
    window.addEventListener("message", listen);
    parent.postMessage(previewReady, location.origin);
    return () => window.removeEventListener("message", listen);
  }, []);

  useEffect(() => {
    if (scheme !== undefined) document.documentElement.setAttribute("data-scheme", scheme);
  }, [scheme]);

  return (
    <PreviewContext value={scene}>
      {children}
      <InertLinks />
    </PreviewContext>
  );
}
