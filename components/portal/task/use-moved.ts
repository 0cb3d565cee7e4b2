"use client";

import { useEffect } from "react";
import type { SubscriptionView } from "@/lib/portal/view";
import { useSubscription } from "../portal-context";
import type { Phase } from "./find-phase";

/**
 * Keeps a task page's subscription, which is held as it was when the page was opened, true where a confirm was refused:
 * somebody else has changed it meanwhile, and the new bill must not stand beside what it was before.
 */
export function useMoved(
  held: SubscriptionView,
  phase: Phase,
  onMoved: (subscription: SubscriptionView) => void,
): void {
  const live = useSubscription(held.id);
  const isMoved = phase.kind === "failed" && live !== null && live !== held;
  useEffect(() => {
    if (isMoved) onMoved(live);
  }, [isMoved, live, onMoved]);
}
