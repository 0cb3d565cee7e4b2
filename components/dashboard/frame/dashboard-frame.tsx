"use client";

import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";
import { Notice } from "@/components/ui/notice";
import type { DashboardFrameData } from "@/lib/http/dashboard/load-dashboard-frame";
import { AccountMenu, AccountPanel } from "./account";
import { MerchantChooser } from "./merchant-chooser";
import { ModeSwitch } from "./mode-switch";
import { DashboardNav } from "./nav";

type Props = { readonly frame: DashboardFrameData; readonly children: ReactNode };

/**
 * The dashboard around one page: where one is on the left, which mode it is about on top. Each page brings its own,
 * never the layout: a layout outlives navigation, and by then somebody else may be signed in.
 */
export function DashboardFrame({ frame, children }: Props) {
  return (
    <div className="min-h-dvh frame:grid frame:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-10 rounded-lg bg-card focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:px-4 focus:py-3"
      >
        Skip to the content
      </a>
      <header className="border-line bg-side max-frame:border-b frame:sticky frame:top-0 frame:flex frame:h-dvh frame:flex-col frame:overflow-y-auto frame:border-r frame:px-4 frame:py-4">
        <div className="flex items-center justify-between gap-2 px-3 pt-2 frame:px-0 frame:pt-0">
          <MerchantChooser frame={frame} />
          <div className="frame:hidden">
            <AccountMenu frame={frame} />
          </div>
        </div>
        <DashboardNav frame={frame} />
        <div className="mt-auto max-frame:hidden">
          <AccountPanel frame={frame} />
        </div>
      </header>
      <div className="min-w-0">
        <ModeHeader frame={frame} />
        <main id="content" className="px-4 pt-6 pb-20 xs:px-6 frame:px-10 frame:pt-8">
          {frame.role === "viewer" && (
            <div className="mb-6">
              <Notice tone="plain">
                You are a viewer here: you see everything and can change nothing. An admin or an
                owner of {frame.merchant.name} can.
              </Notice>
            </div>
          )}
          {children}
        </main>
      </div>
    </div>
  );
}

/** Tinted in test mode, so that nobody mistakes one mode for the other. The content never is. */
function ModeHeader({ frame }: { frame: DashboardFrameData }) {
  const reasonId = useId();
  const canSwitch = frame.livemode ? frame.connected.test : frame.connected.live;
  return (
    <section
      aria-label="Mode"
      className={cx(
        "flex min-h-13 items-center justify-between gap-x-4 border-line border-b px-4 py-1.5 xs:px-6 frame:px-10",
        frame.livemode ? "bg-side" : "bg-warn-soft text-warn",
      )}
    >
      <div className="flex min-w-0 flex-1 flex-col justify-between leading-snug xs:flex-row xs:items-center xs:gap-4">
        <p className="text-sm">
          {frame.livemode ? "Live mode: real customers, real money." : "Test mode: no real money."}
        </p>
        {!canSwitch && (
          <p id={reasonId} className="text-xs">
            {frame.livemode ? "No test Stripe account" : "No live Stripe account"} is connected yet.
          </p>
        )}
      </div>
      <ModeSwitch frame={frame} reasonId={canSwitch ? null : reasonId} />
    </section>
  );
}
