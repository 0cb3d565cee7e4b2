"use client";

import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { leadInFlow } from "@/lib/portal/flow-path";
import { taskPaths } from "@/lib/portal/task-paths";
import type { FlowView, PortalView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";

/**
 * Keeps a session with one task to the pages of it, and leads on when it is done: to the result, away to where the
 * merchant wants its customer, or into the whole portal. The server leads too; here it is without a new request.
 */
export function FlowGuard({ children }: { children: ReactNode }) {
  const { view, opened, frame } = usePortal();
  const router = useRouter();
  const t = useTranslations("flow");
  const path = usePathname().slice(frame.base.length);
  const flow = newestOf(view, opened);
  // In an iframe this outlives navigation: the whole portal opens once, at its beginning.
  const [isOpen, setOpen] = useState(false);
  const isOpening = flow === null && opened.flow !== null && !isOpen;
  const target = isOpening && path !== "" ? "?done=1" : leadInFlow(flow, path);
  const away = path === taskPaths.done ? null : findAway(view, opened);
  useEffect(() => {
    if (isOpening && path === "") setOpen(true);
    if (away !== null) window.location.replace(away);
    else if (target !== null) router.replace(`${frame.base}${target}` as Route);
  }, [isOpening, path, away, target, frame.base, router]);
  return target === null ? children : <p role="status">{t("leading")}</p>;
}

/** What is done stays done, whichever of the two was read later. */
function newestOf(view: PortalView, opened: PortalView): FlowView | null {
  return opened.flow === null || opened.flow.isCompleted ? opened.flow : view.flow;
}

/** Where to leave to at once, after success. An iframe may not take its host page there: it shows the link. */
function findAway({ flow }: PortalView, opened: PortalView): string | null {
  if (!flow?.isCompleted || opened.flow?.isCompleted || flow.after.type !== "redirect") return null;
  return window.self === window.top ? flow.after.url : null;
}
