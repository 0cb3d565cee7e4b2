"use client";

import type { ReactNode } from "react";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { PortalView } from "@/lib/portal/view";
import { sendFromPage } from "./call-portal";
import { PortalShell } from "./portal-shell";
import type { ViewPart } from "./view-part";

export type PageProps = {
  readonly view: PortalView;
  readonly frame: MerchantFrame;
  readonly locale: string;
  /** Which windows of the view this page shows; only on pages of its lists. */
  readonly part?: ViewPart | null;
  readonly children: ReactNode;
};

/**
 * A page of the hosted surface that shows and links: Home and its lists. Each page brings its own frame, never the
 * layout: a layout outlives navigation, and by then the cookie may belong to another customer's session.
 */
export function OverviewPage(props: PageProps) {
  return <PortalShell {...props} send={sendFromPage} live />;
}
