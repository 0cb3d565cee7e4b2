"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

type Exit = () => void;

/**
 * While `isActive`, every way off the page asks first: links inside the dashboard and the Back button by our own
 * question (`exit` is what to do when it is answered), closing and other sites by the browser's.
 */
export function useLeaveGuard(isActive: boolean) {
  const router = useRouter();
  const [exit, setExit] = useState<Exit | null>(null);

  useEffect(() => {
    if (!isActive) return;

    function holdUnload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    function holdLink(event: MouseEvent) {
      const path = findInnerPath(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setExit(() => () => router.push(path));
    }
    function holdBack(event: NavigateEvent) {
      if (event.navigationType !== "traverse" || !event.cancelable) return;
      const { key } = event.destination;
      event.preventDefault();
      setExit(() => () => void window.navigation.traverseTo(key));
    }

    window.addEventListener("beforeunload", holdUnload);
    document.addEventListener("click", holdLink, true);
    if ("navigation" in window) window.navigation.addEventListener("navigate", holdBack);
    return () => {
      window.removeEventListener("beforeunload", holdUnload);
      document.removeEventListener("click", holdLink, true);
      if ("navigation" in window) window.navigation.removeEventListener("navigate", holdBack);
    };
  }, [isActive, router]);

  return { exit, stay: () => setExit(null) };
}

/** Where a plain click on a link leads inside this site; null for every other click. */
function findInnerPath(event: MouseEvent): Route | null {
  const isPlain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!isPlain || !(link instanceof HTMLAnchorElement) || link.target === "_blank") return null;
  const { origin, pathname, search } = new URL(link.href, window.location.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return null;
  return `${pathname}${search}` as Route;
}
