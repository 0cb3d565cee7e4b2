import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { gateDashboard, isDashboardPath } from "@/lib/http/dashboard/gate-dashboard";
import { isOurOrigin } from "@/lib/http/origins";
import { contentSecurityPolicy } from "@/lib/http/pages/content-security-policy";
import { framedBy, frameOptions } from "@/lib/http/pages/framed-by";
import { gatePage } from "@/lib/http/pages/gate-page";
import { placeOf } from "@/lib/http/pages/place-of";
import { redirect } from "@/lib/http/redirect";
import { newRequestId } from "@/lib/http/respond";

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
  if (verdict === null) {
    vouchForOrigin(headers);
    return NextResponse.next({ request: { headers } });
  }
  if (verdict.kind === "answer") return verdict.response;
  const { path, status } = verdict;
  return NextResponse.rewrite(new URL(path, request.url), { status, request: { headers } });
}

/**
 * The framework compares an action's Origin with what calls itself our host, and answers 500 where a reverse proxy
 * wrote something else there. Which origins are ours has been decided: it is told so.
 */
function vouchForOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin !== null && isOurOrigin(origin)) headers.set("X-Forwarded-Host", new URL(origin).host);
}

async function openPage(request: NextRequest, headers: Headers): Promise<Response> {
  const verdict = await gatePage(request);
  if (verdict === null) return NextResponse.next({ request: { headers } });
  const place = placeOf(verdict, request.url);
  if (verdict.kind === "lead") return redirect(place.href, newRequestId());
  const { status } = verdict;
  return NextResponse.rewrite(place, { status, request: { headers } });
}

export const config = {
  // All but the doors that set their own headers, and files: what is not found is a page too. The embed's script
  // passes here, because Next itself answers 500 to a POST to such a file.
  matcher: [
    "/((?!api(?:/|$)|v1(?:/|$)|_next/static/|sandbox/|demo/(?:open|time)$|mailbox\\.json$|livez$|readyz$|icon\\.svg$|favicon\\.ico$).*)",
  ],
};
