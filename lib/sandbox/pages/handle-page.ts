import type { Context } from "../endpoint";
import { authenticationPages } from "./authentication-page";
import { checkoutPages } from "./checkout-page";
import { html } from "./html";
import { invoicePages } from "./invoice-pages";
import { type PageRoute, pageResponse } from "./page";
import { receiptPages } from "./receipt-page";

/** Every page. A new one is a line here. */
const routes: readonly PageRoute[] = [
  ...invoicePages,
  ...authenticationPages,
  ...receiptPages,
  ...checkoutPages,
];

const matchers = routes.map((route) => ({
  route,
  pattern: new RegExp(
    `^/sandbox/${route.path.replace(":account", "(?<account>[0-9a-f]{12})").replace(":token", "(?<token>\\w{32})")}$`,
  ),
}));

/** How pages come to an account: by the beginning of its name, one transaction at a time. */
export type Visitor = {
  findAccount: (prefix: string) => Promise<string | null>;
  visit: <T>(account: string, work: (context: Context) => Promise<T>) => Promise<T>;
};

/** Serves what is below /sandbox/, unknown addresses as a plain 404 page. Null for any other address. */
export async function handlePage(request: Request, visitor: Visitor): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/sandbox/")) return null;
  return (await serve(request, visitor, pathname)) ?? notFound();
}

async function serve(request: Request, { findAccount, visit }: Visitor, pathname: string) {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = findPage(method, pathname);
  const account = match === null ? null : await findAccount(match.account);
  if (match === null || account === null) return null;
  const { route, token } = match;
  const form = new URLSearchParams(method === "POST" ? await readForm(request) : "");
  const respond = await visit(account, (context) => route.open({ ...context, token, form }));
  return respond === null ? null : respond();
}

function findPage(method: string, pathname: string) {
  for (const { route, pattern } of matchers) {
    const groups = route.method === method ? pattern.exec(pathname)?.groups : undefined;
    const { account = "", token = "" } = groups ?? {};
    if (groups !== undefined) return { route, account, token };
  }
  return null;
}

/** Our own forms are tiny; what is longer is none of them. */
async function readForm(request: Request): Promise<string> {
  const text = await request.text();
  return text.length > 2000 ? "" : text;
}

function notFound(): Response {
  return pageResponse(
    "Page not found",
    html`<header><h1>Page not found</h1></header>
<p>This address belongs to nothing in the sandbox. The data may have been reset.</p>`,
    404,
  );
}
