import type { Verdict } from "./verdict";

/**
 * The page a verdict is told by, as the address that proxy.ts rewrites to, or leads to. A mailed link's code is not in it:
 * what a page was asked with, it repeats in its HTML.
 */
export function placeOf(verdict: Verdict, base: string): URL {
  if (verdict.kind === "lead") return address(base, verdict.path, {});
  if (verdict.kind === "refused") {
    const { code, merchantName, returnUrl, portal, login } = verdict;
    const told = { code, merchant: merchantName, return_url: returnUrl, portal, login };
    return address(base, "/p/refused", told);
  }
  if (verdict.kind === "login") {
    const { segment, configuration, code, status, prefilledEmail, next } = verdict;
    const refused = status === 200 ? null : "1";
    const told = { reason: code, refused, prefilled_email: prefilledEmail, next };
    return address(base, `/p/${segment}/login/${configuration}`, told);
  }
  if (verdict.kind === "recovery") {
    const { segment, configuration, code, returnUrl } = verdict;
    const told = { reason: code, return_url: returnUrl };
    return address(base, `/p/${segment}/recover/${configuration}`, told);
  }
  const { segment, email, isOwn } = verdict;
  const told = { email, own: isOwn ? "1" : null };
  return address(base, `/p/${segment}/link/open`, told);
}

function address(base: string, path: string, query: Readonly<Record<string, string | null>>): URL {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url;
}
