"use client";

import { useSyncExternalStore } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** Until the settings page has said what to show; opened by itself, the page says what it is for. */
export function PreviewWaiting() {
  const alone = useIsAlone();
  if (alone) {
    return (
      <main className="mx-auto max-w-md px-6 py-16">
        <h1 className="font-semibold text-2xl tracking-tight">The preview of a portal</h1>
        <p className="mt-2 text-soft">
          It is shown beside your portal's settings and follows them while you edit. Open the
          settings to see it.
        </p>
      </main>
    );
  }
  return (
    <main className="mx-auto max-w-[42.5rem] px-6 py-16">
      <p className="sr-only">Loading the preview</p>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="mt-6 h-32 w-full" />
      <Skeleton className="mt-6 h-24 w-full" />
    </main>
  );
}

/** Whether there is no page around this one; on the server, nobody knows yet. */
function useIsAlone(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => window.parent === window,
    () => false,
  );
}
