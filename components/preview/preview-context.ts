"use client";

import { createContext, use } from "react";
import type { PreviewMessage } from "@/lib/portal/preview-message";

export type PreviewScene = {
  readonly message: PreviewMessage;
  /** Counted up by every message: what was decided on older settings is decided again. */
  readonly revision: number;
  /** When the preview was opened, Unix seconds. */
  readonly now: number;
};

export const PreviewContext = createContext<PreviewScene | null>(null);

/** What there is to show; null until the page around the preview has said it. */
export function usePreviewScene(): PreviewScene | null {
  return use(PreviewContext);
}
