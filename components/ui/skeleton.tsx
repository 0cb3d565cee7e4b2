import { cx } from "./cx";

/** A grey bar in the place of a text that is on its way. */
export function Skeleton({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("block motion-safe:animate-pulse rounded-md bg-line", className)}
    />
  );
}
