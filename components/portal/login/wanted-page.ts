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

/** The page to go on to, once; null when none was wanted lately. `base` is the path the portal begins with. */
export function takeWantedPage(base: string): string | null {
  const text = findStorage("localStorage")?.getItem(keyOf(base)) ?? "";
  findStorage("localStorage")?.removeItem(keyOf(base));
  const [, at = "", path = ""] = /^(\d+) (.+)$/.exec(text) ?? [];
  const age = nowMs() - Number(at);
  return age >= 0 && age < lifeMs ? nextPath(base, path) : null;
}
