"use client";

import { ExternalLink, type LucideIcon, SlidersHorizontal, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { SectionIndex } from "@/components/dashboard/settings/section-index";
import { cx } from "@/components/ui/cx";
import { LinkIcon } from "@/components/ui/link-icon";
import type { DashboardFrameData } from "@/lib/http/dashboard/load-dashboard-frame";
import { type DashboardPage, dashboardPages, dashboardPath, findPage } from "./paths";

const icons: Record<DashboardPage, LucideIcon> = { portal: SlidersHorizontal, sessions: Users };
const pages = Object.keys(dashboardPages) as DashboardPage[];

const entry =
  "flex min-h-11 items-center gap-2.5 whitespace-nowrap px-3 font-medium text-sm " +
  "max-frame:border-b-2 max-frame:border-transparent frame:rounded-lg pointer-fine:frame:min-h-9";

/** What there is, and where one is: a column, on a phone a bar. */
export function DashboardNav({ frame }: { frame: DashboardFrameData }) {
  const open = findPage(usePathname());
  const { segment, loginPath } = frame;
  return (
    <nav
      aria-label="Dashboard"
      className="overflow-x-auto px-1 max-frame:-mb-px frame:mt-5 frame:px-0"
    >
      <ul className="flex frame:flex-col frame:gap-0.5">
        {pages.map((page) => (
          <li key={page}>
            <Link
              href={dashboardPath(segment, page)}
              prefetch={false}
              aria-current={page === open ? "page" : undefined}
              className={cx(
                entry,
                page === open
                  ? "text-ink max-frame:border-accent frame:bg-raised frame:shadow-card"
                  : "text-soft hover:text-ink frame:hover:bg-sunken",
              )}
            >
              <span className="max-xs:hidden">
                <LinkIcon icon={icons[page]} />
              </span>
              {dashboardPages[page]}
            </Link>
            {page === "portal" && page === open && <SectionIndex />}
          </li>
        ))}
        {loginPath !== null && (
          <li className="frame:mt-3 frame:border-line frame:border-t frame:pt-3">
            <a
              href={loginPath}
              target="_blank"
              rel="noopener"
              className={cx(entry, "text-soft hover:text-ink frame:hover:bg-sunken")}
            >
              <ExternalLink aria-hidden="true" className="size-4 max-xs:hidden" />
              Open the login page
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
