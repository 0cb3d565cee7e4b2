"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { cx } from "@/components/ui/cx";
import type { DashboardFrameData } from "@/lib/http/load-dashboard-frame";
import { findPage } from "./paths";

type Props = { readonly frame: DashboardFrameData };

const half =
  "inline-flex min-h-11 min-w-14 items-center justify-center rounded-md px-3 pointer-fine:min-h-8";

/** The same page in the other mode. A mode without a Stripe account cannot be gone to, and says so. */
export function ModeSwitch({ frame }: Props) {
  const { merchant, livemode, connected } = frame;
  const reasonId = useId();
  const page = findPage(usePathname());
  const missing = livemode ? !connected.test : !connected.live;
  const modes = [
    { name: "Test", live: false, segment: `test_${merchant.slug}` },
    { name: "Live", live: true, segment: merchant.slug },
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      {missing && (
        <p id={reasonId} className="text-xs">
          {livemode ? "No test Stripe account" : "No live Stripe account"} is connected yet.
        </p>
      )}
      <ul
        aria-label="Test or live"
        className="flex rounded-lg bg-card p-0.5 font-medium text-sm text-soft"
      >
        {modes.map(({ name, live, segment }) => (
          <li key={name}>
            {live === livemode || !missing ? (
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
    </div>
  );
}
