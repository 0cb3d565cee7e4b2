import { nextPath } from "@/lib/portal/next-path";
import { findStorage } from "./find-storage";
import { nowMs } from "./now-ms";

const lifeMs = 15 * 60_000;
const keyOf = (base: string) => `portico.next.${base}`;

/** Keeps the page a customer wanted for the mailed link, which opens in another tab of the same browser. */
export function keepWantedPage(base: string, path: string | null): void {
  const kept = findStorage("localStorage");
  if (path === null) kept?.removeItem(keyOf(base));
  else kept?.setItem(keyOf(base), `${Math.floor(nowMs())} ${path}`);
}

/**
 * Where to go on to once a session was opened at `url`: its task, if it was opened for one; else the page that was
 * wanted, by what this browser keeps of it (once) or `next`. `base` is the path the portal begins with.
 */
export function leadOn(base: string, url: string, next: string | null): string {
  const wanted = takeWantedPage(base) ?? next;
  return url === base ? (wanted ?? url) : url;
}

/** Null when none was wanted lately. */
function takeWantedPage(base: string): string | null {
  const text = findStorage("localStorage")?.getItem(keyOf(base)) ?? "";
  findStorage("localStorage")?.removeItem(keyOf(base));
  const [, at = "", path = ""] = /^(\d+) (.+)$/.exec(text) ?? [];
  const age = nowMs() - Number(at);
  return age >= 0 && age < lifeMs ? nextPath(base, path) : null;
}
