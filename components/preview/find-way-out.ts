import { previewBase } from "./preview-base";

/** Where a click would lead out of the preview: the site, in words; null for a click that stays inside. */
export function findWayOut(target: EventTarget | null, { href, origin }: Location): string | null {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link === null || !URL.canParse(link.href, href)) return null;
  const url = new URL(link.href, href);
  if (url.origin === origin && isPreview(url.pathname)) return null;
  return url.host === "" ? url.href : url.host;
}

function isPreview(pathname: string): boolean {
  return pathname === previewBase || pathname.startsWith(`${previewBase}/`);
}
