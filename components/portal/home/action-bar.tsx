import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { isEmbed } from "../paths";
import { usePortal } from "../portal-context";

type Props = {
  readonly children: ReactNode;
  /** False where something else must be done first, which it would stand in front of. */
  readonly sticky?: boolean;
};

const stuck =
  "max-xs:sticky max-xs:bottom-0 max-xs:z-10 max-xs:-mx-4 max-xs:border-line max-xs:border-t max-xs:bg-paper max-xs:px-4 max-xs:py-3";

/**
 * The buttons of a task: in its flow on a desktop, always in sight at the bottom of a phone. A frame is as high as what
 * is in it, so that nothing can be held there.
 */
export function ActionBar({ children, sticky = true }: Props) {
  const { frame } = usePortal();
  return (
    <div
      className={cx(
        "mt-6 flex flex-wrap gap-2",
        sticky && "max-xs:flex-col",
        sticky && !isEmbed(frame.base) && stuck,
      )}
    >
      {children}
    </div>
  );
}
