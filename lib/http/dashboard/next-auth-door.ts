import { readDashboardPath } from "../../auth/dashboard-path";
import { nextAuthOptions } from "../../auth/next-auth-options";
import { listProviders } from "../../auth/providers";
import { type NextAuthAnswer, type NextAuthRequest, runNextAuth } from "../../auth/run-next-auth";
import { PorticoError } from "../../errors";
import { requireOurOrigin } from "../origins";
import { readBody } from "../read-body";
import { redirect } from "../redirect";
import { newRequestId, respond, respondError } from "../respond";
import { nextAuthCookies } from "./next-auth-cookies";

type Route = { readonly params: Promise<{ nextauth: string[] }> };

/** What of next-auth is mounted. Its page for mailed links is not: it uses them up on GET. */
const doors: Record<string, readonly string[]> = {
  GET: ["providers", "csrf", "session", "signin", "signout", "callback", "error"],
  POST: ["signin", "signout"],
};
const withProvider = ["signin", "callback"];
const bodyLimit = 8 * 1024;

/**
 * `/api/auth/…`: next-auth for sign-in at GitHub and Google, behind our own rules: only what is mounted, no foreign
 * address to lead to, a POST only from our own pages, every refusal in our envelope.
 */
export async function nextAuthDoor(request: Request, { params }: Route): Promise<Response> {
  const requestId = newRequestId();
  try {
    const path = (await params).nextauth;
    requireMounted(request.method, path);
    if (request.method === "POST") requireOurOrigin(request, true);
    const asked = await readRequest(request, path);
    const [action = "", provider] = path;
    const answer = toResponse(
      await runNextAuth(asked, nextAuthOptions(action, provider)),
      requestId,
    );
    if (action === "signout") answer.headers.set("Clear-Site-Data", '"cache"');
    return answer;
  } catch (error) {
    return respondError(error, requestId);
  }
}

function requireMounted(method: string, [action = "", provider, ...rest]: readonly string[]): void {
  const isKnown = Object.values(doors).some((actions) => actions.includes(action));
  const isProvided =
    provider === undefined ||
    (withProvider.includes(action) && listProviders().some(({ id }) => id === provider));
  if (!isKnown || !isProvided || rest.length > 0) {
    throw new PorticoError("resource_missing", { message: "No such path." });
  }
  if (!doors[method]?.includes(action)) throw new PorticoError("method_not_allowed");
}

async function readRequest(request: Request, nextauth: string[]): Promise<NextAuthRequest> {
  const sent = new URL(request.url).searchParams;
  const isPost = request.method === "POST";
  const body = isPost ? new URLSearchParams(await readBody(request, bodyLimit)) : null;
  requireDashboardPath(sent);
  if (body !== null) requireDashboardPath(body);
  return {
    method: request.method,
    query: { ...Object.fromEntries(sent), nextauth },
    cookies: nextAuthCookies(request.headers.get("cookie"), isHarmless),
    // Without a wish next-auth leads to our front page, which is the customers'.
    body: body === null ? undefined : { callbackUrl: "/dashboard", ...Object.fromEntries(body) },
  };
}

/** next-auth answers 500 to an address it cannot read, and would take any of our own pages. */
function requireDashboardPath(fields: URLSearchParams): void {
  const [wish, ...more] = fields.getAll("callbackUrl");
  if (wish === undefined) return;
  if (more.length > 0 || readDashboardPath(wish) === null) {
    throw new PorticoError("url_invalid", { param: "callbackUrl" });
  }
}

/** Its cookie with the same address may have been set by anybody. */
function isHarmless(name: string, value: string): boolean {
  return !name.endsWith("next-auth.callback-url") || readDashboardPath(value) !== null;
}

function toResponse({ status, headers, body }: NextAuthAnswer, requestId: string): Response {
  if (status >= 400) throw new PorticoError(status >= 500 ? "internal" : "parameter_invalid");
  const location = headers.get("location");
  const response =
    typeof location === "string" ? redirect(location, requestId) : respond(body ?? {}, requestId);
  for (const line of [headers.get("set-cookie") ?? []].flat()) {
    response.headers.append("Set-Cookie", line);
  }
  return response;
}
