/** Carries a mailed link's code past Next. What a client sends under this name is dropped. */
export const linkCodeHeader = "x-portico-link-code";

/**
 * The target of a request without the code of a mailed link, and that code; `-` stands for what can be none. Next repeats a page's own
 * address in its HTML, which mail scanners and caches keep. A slash at its end goes too: Next would lead on, without the code.
 */
export function hideLinkCode(target: string): { target: string; code: string | undefined } {
  const [, page, code = "", rest = ""] =
    /^(\/(?:p\/[^/?]+|dashboard)\/link)\/([^/?]+)(?:\/(?=\?|$))?(.*)$/.exec(target) ?? [];
  if (page === undefined) return { target, code: undefined };
  return { target: `${page}/open${rest}`, code: /^[\w-]+$/.test(code) ? code : "-" };
}
