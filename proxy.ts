import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { gatePage, type Refusal } from "@/lib/http/gate-page";

/** Page requests only. Decides what is shown and with which status; never who may act. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Nonce", nonce);
  const refusal = await gatePage(request);
  const response =
    refusal === null
      ? NextResponse.next({ request: { headers } })
      : NextResponse.rewrite(refusedUrl(request, refusal), {
          status: refusal.status,
          request: { headers },
        });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function refusedUrl(request: NextRequest, refusal: Refusal): URL {
  const { code, merchantName, returnUrl, portal } = refusal;
  const url = new URL("/p/refused", request.url);
  url.searchParams.set("code", code);
  if (merchantName !== null) url.searchParams.set("merchant", merchantName);
  if (returnUrl !== null) url.searchParams.set("return_url", returnUrl);
  if (portal !== null) url.searchParams.set("portal", portal);
  return url;
}

export const config = {
  // All but the doors that set their own headers, and files: what is not found is a page too.
  matcher: [
    "/((?!api(?:/|$)|v1(?:/|$)|_next/static/|sandbox/|demo/open$|livez$|readyz$|icon\\.svg$).*)",
  ],
};
