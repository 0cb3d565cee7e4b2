import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { framedBy, frameOptions } from "@/lib/http/framed-by";
import { gateDashboard, isDashboardPath } from "@/lib/http/gate-dashboard";
import { gatePage } from "@/lib/http/gate-page";
import { placeOf } from "@/lib/http/place-of";

/** Page requests only. Decides what is shown and with which status; never who may act. */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = crypto.randomUUID();
  const { pathname } = request.nextUrl;
  const frameAncestors = await framedBy(pathname);
  const isDevelopment = env().NODE_ENV === "development";
  const policy = contentSecurityPolicy(nonce, { frameAncestors, isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Nonce", nonce);
  const response = isDashboardPath(pathname)
    ? await openDashboard(request, headers)
    : await openPage(request, headers);
  response.headers.set("Content-Security-Policy", policy);
  const options = frameOptions(frameAncestors);
  if (options !== null) response.headers.set("X-Frame-Options", options);
  return response;
}

async function openDashboard(request: NextRequest, headers: Headers): Promise<Response> {
  const verdict = await gateDashboard(request);
  if (verdict === null) return NextResponse.next({ request: { headers } });
  if (verdict.kind === "answer") return verdict.response;
  const { path, status } = verdict;
  return NextResponse.rewrite(new URL(path, request.url), { status, request: { headers } });
}

async function openPage(request: NextRequest, headers: Headers): Promise<Response> {
  const verdict = await gatePage(request);
  if (verdict === null) return NextResponse.next({ request: { headers } });
  const { status } = verdict;
  return NextResponse.rewrite(placeOf(verdict, request.url), { status, request: { headers } });
}

export const config = {
  // All but the doors that set their own headers, and files: what is not found is a page too.
  matcher: [
    "/((?!api(?:/|$)|v1(?:/|$)|_next/static/|sandbox/|demo/open$|mailbox\\.json$|livez$|readyz$|embed\\.js$|icon\\.svg$).*)",
  ],
};
