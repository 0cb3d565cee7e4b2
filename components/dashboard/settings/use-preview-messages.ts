"use client";

import { type RefObject, useEffect, useState } from "react";
import { type PreviewMessage, previewReady } from "@/lib/portal/preview-message";

/** Tells the preview what to show: at once, at every change, and whenever it says that it knows nothing yet. */
export function usePreviewMessages(
  iframe: RefObject<HTMLIFrameElement | null>,
  message: PreviewMessage,
): () => void {
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    function listen({ source, origin, data }: MessageEvent<unknown>) {
      if (source !== iframe.current?.contentWindow || origin !== window.location.origin) return;
      if (isReady(data)) setAsked((times) => times + 1);
    }
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [iframe]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again, it is told again
  useEffect(() => {
    iframe.current?.contentWindow?.postMessage(message, window.location.origin);
  }, [iframe, message, asked]);

  return () => setAsked((times) => times + 1);
}

function isReady(data: unknown): boolean {
  return (
    typeof data === "object" && data !== null && "type" in data && data.type === previewReady.type
  );
}
