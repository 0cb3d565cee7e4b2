"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { SaveState } from "./use-settings-form";

type Props = {
  readonly state: SaveState;
  readonly isDirty: boolean;
  /** Somebody else saved since: which of both counts is chosen elsewhere. */
  readonly isOutdated: boolean;
  readonly onDiscard: () => void;
  /** Where there is no room for the preview beside the settings: the way to it. */
  readonly preview: ReactNode;
};

/** How things stand with saving, always at the bottom of the settings. It takes its room when it is empty too. */
export function SaveBar({ state, isDirty, isOutdated, onDiscard, preview }: Props) {
  const isSaving = state.kind === "saving";
  const isShown = isDirty || isSaving || state.kind === "saved";
  return (
    <div className="pointer-events-none sticky bottom-0 z-10 mt-2 flex min-h-20 items-end pb-4">
      <div
        className={cx(
          "flex w-full flex-wrap items-center justify-between gap-x-2 gap-y-2 rounded-xl px-4 py-2.5",
          isShown && "pointer-events-auto",
          isDirty || isSaving
            ? "border border-line bg-card shadow-card"
            : "border border-transparent",
        )}
      >
        <p aria-live="polite" className="min-w-0 text-sm">
          {isOutdated && isDirty ? (
            "Choose above whose settings count"
          ) : (
            <Standing state={state} isDirty={isDirty} />
          )}
        </p>
        <div className="ml-auto flex gap-1 xs:gap-2">
          {preview}
          {(isDirty || isSaving) && (
            <>
              <Button tone="quiet" className="max-xs:px-3!" inactive={isSaving} onClick={onDiscard}>
                Discard
              </Button>
              <Button type="submit" tone="primary" busy={isSaving} inactive={isOutdated}>
                {isSaving ? "Saving" : "Save"}
              </Button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Standing({ state, isDirty }: Pick<Props, "state" | "isDirty">) {
  if (state.kind === "saving") return "Saving your changes";
  if (state.kind === "failed" && isDirty) return "Nothing was saved";
  if (isDirty) return <span className="font-medium">Unsaved changes</span>;
  if (state.kind !== "saved") return null;
  return (
    <span className="inline-flex items-center gap-2 rounded-full border border-line bg-card px-3 py-1.5 text-good">
      <CircleCheck aria-hidden="true" className="size-4" />
      Saved at {timeOf(state.at)}
    </span>
  );
}

/** In the member's own time zone: the page only says it after a save in the browser. */
function timeOf(seconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "short" }).format(seconds * 1000);
}
