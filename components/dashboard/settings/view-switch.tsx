"use client";

import { Eye, SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

export type View = "settings" | "preview";

type Props = {
  readonly to: View;
  /** Only the icon where the screen is narrow: there is more beside it. */
  readonly isShort?: boolean;
  readonly onChange: (view: View) => void;
};

/** Where there is no room for both: from the settings to the preview, or back. */
export function ViewSwitch({ to, isShort = false, onChange }: Props) {
  const Icon = to === "preview" ? Eye : SlidersHorizontal;
  return (
    <Button
      className={cx("pointer-events-auto min-[1100px]:hidden", isShort && "max-xs:px-3!")}
      onClick={() => {
        onChange(to);
        window.scrollTo({ top: 0 });
      }}
    >
      <Icon aria-hidden="true" className="size-4" />
      <span className={cx(isShort && "max-xs:sr-only")}>
        {to === "preview" ? "Preview" : "Settings"}
      </span>
    </Button>
  );
}
