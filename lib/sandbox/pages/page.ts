import type { Context } from "../endpoint";
import { escapeHtml, type Markup } from "./html";
import { pageStyle } from "./page-style";

/** What a page is asked: `token` is the unguessable end of its address, `form` what was posted. */
export type PageCall = Context & { token: string; form: URLSearchParams };

/**
 * One line of the page table. `open` runs in one transaction of the account, where only `books` may be
 * awaited, and gives what makes the response after it; null: there is no such page.
 */
export type PageRoute = {
  method: "GET" | "POST";
  /** Below /sandbox/; `:account` is the beginning of the account's name, `:token` 32 letters and digits. */
  path: string;
  open: (call: PageCall) => Promise<(() => Response | Promise<Response>) | null>;
};

const headers = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

/**
 * A whole page around `body`, as a response that stays here: nothing is loaded, framed or kept. Browsers
 * hold a form to its targets through redirects too, so `formTarget` names where else one leads to.
 */
export function pageResponse(
  title: string,
  body: Markup,
  status = 200,
  formTarget?: string,
): Response {
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<p class="notice" role="note">Sandbox: no money moves, this is a test page.</p>
<main>${body.text}</main>
</body>
</html>
`;
  const policy = headers["content-security-policy"];
  return new Response(text, {
    status,
    headers: {
      ...headers,
      "content-security-policy":
        formTarget === undefined
          ? policy
          : policy.replace("'self'", `'self' ${sourceOf(formTarget)}`),
      "content-type": "text/html; charset=utf-8",
    },
  });
}

/** An address as a security policy names it: its origin, or its scheme alone for an app's. */
function sourceOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === "null" ? protocol : origin;
}

/** A file to download; `name` as the browser keeps it. */
export function pdfResponse(name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, {
    headers: {
      ...headers,
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "")}"`,
    },
  });
}

/** Sends the browser to another address with GET, as after every posted form. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...headers, location } });
}
