"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";
import type { DashboardFrameData } from "@/lib/http/dashboard/load-dashboard-frame";
import { findPage } from "./paths";

type Props = {
  readonly frame: DashboardFrameData;
  /** The id of the text that says why the other mode cannot be gone to; null when it can. */
  readonly reasonId: string | null;
};

const half =
  "inline-flex min-h-11 min-w-14 items-center justify-center rounded-md px-3 pointer-fine:min-h-8";

/** The same page in the other mode. A mode without a Stripe account cannot be gone to, and says so. */
export function ModeSwitch({ frame, reasonId }: Props) {
  const { merchant, livemode } = frame;
  const page = findPage(usePathname());
  const modes = [
    { name: "Test", live: false, segment: `test_${merchant.slug}` },
    { name: "Live", live: true, segment: merchant.slug },
  ];
  return (
    <ul
      aria-label="Test or live"
      className="flex shrink-0 rounded-lg bg-card p-0.5 font-medium text-sm text-soft"
    >
      {modes.map(({ name, live, segment }) => (
        <li key={name}>
          {live === livemode || reasonId === null ? (
            <Link
              href={`/dashboard/${segment}${page === null ? "" : `/${page}`}` as Route}
              prefetch={false}
              aria-current={live === livemode ? "true" : undefined}
              className={cx(
                half,
                live === livemode ? "bg-ink text-paper" : "hover:bg-sunken hover:text-ink",
              )}
            >
              {name}
            </Link>
          ) : (
            <span aria-describedby={reasonId} className={cx(half, "cursor-default text-faint")}>
              {name}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
