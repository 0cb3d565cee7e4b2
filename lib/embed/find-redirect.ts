/**
 * The redirect URL that leads back to the host page: the one with its very origin and path. Null when none is
 * configured for it; then a mailed link leads to Portico's own page.
 */
export function findRedirect(page: string, redirectUrls: readonly string[]): string | null {
  return redirectUrls.find((url) => url.replace(/[?#].*$/s, "") === page) ?? null;
}
