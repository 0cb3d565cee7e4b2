import { PorticoError } from "../../errors";
import { loadSession, type PortalContext, visitSession } from "../../sessions/load-session";
import { noteRefusedKey } from "../../sessions/note-refused-key";
import { bearerToken } from "../bearer-token";
import { mediaType } from "../media-type";
import { requireOurOrigin } from "../origins";
import { readJson } from "../read-body";
import { newRequestId, respondError } from "../respond";
import { heldTokens } from "./cookies";

const bodyLimit = 64 * 1024;

export type PortalCall = {
  readonly context: PortalContext;
  readonly requestId: string;
  /** The JSON body of a POST, not yet parsed against any schema. */
  readonly body: unknown;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
};

type Route<Params> = { readonly params: Promise<Params> };

/**
 * Wraps a route handler of the portal's own calls: same origin only, JSON only, a living session, and the
 * very session the page belongs to (`X-Portico-Request`). The hosted page sends its cookie, the iframe a
 * bearer; with a bearer no cookie is looked at. Every refusal is the error envelope.
 */
export function withPortalSession<Params extends Record<string, string>>(
  handle: (call: PortalCall) => Promise<Response>,
) {
  return async (request: Request, route: Route<Params>): Promise<Response> => {
    const requestId = newRequestId();
    try {
      const isPost = request.method === "POST";
      const named = requireNamedSession(request);
      const bearer = bearerToken(request);
      // No other site can make a browser send a bearer, so only a cookie's call has to name its origin.
      requireOurOrigin(request, isPost && bearer === null);
      if (isPost) requireJson(request);
      const visit = isPost ? visitSession : loadSession;
      const open = (token: string) => visit(token, named);
      const [tokens, surface] =
        bearer === null ? [heldTokens(request), "hosted" as const] : [[bearer], "embed" as const];
      const context = await requireSession(named, tokens, (token) => openOn(surface, token, open));
      const body = isPost ? await readJson(request, bodyLimit) : {};
      const url = new URL(request.url);
      const call = { context, requestId, body, url, params: await route.params };
      return await handleNoting(call, handle);
    } catch (error) {
      return respondError(error, requestId);
    }
  };
}

/** The merchant hears of a key that Stripe refuses; the customer is told no more than that it does not work now. */
async function handleNoting(
  call: PortalCall,
  handle: (call: PortalCall) => Promise<Response>,
): Promise<Response> {
  try {
    return await handle(call);
  } catch (error) {
    const { merchant, livemode } = call.context;
    await noteRefusedKey({ merchantId: merchant.id, livemode }, error);
    throw error;
  }
}

function requireNamedSession(request: Request): string {
  const named = request.headers.get("x-portico-request") ?? "";
  // A header that a foreign page cannot set without asking: its absence is the mark of a forged request.
  if (!/^bps_\w{1,64}$/.test(named)) throw new PorticoError("csrf_failed");
  return named;
}

/** A form or a plain-text body is what another site could send; only JSON passes. */
function requireJson(request: Request): void {
  if (mediaType(request) !== "application/json") throw new PorticoError("csrf_failed");
}

type Open = (token: string) => Promise<PortalContext>;

/** Cookies are of the hosted surface and bearers of iframes: each token opens nothing in the other's place. */
async function openOn(
  surface: PortalContext["surface"],
  token: string,
  open: Open,
): Promise<PortalContext> {
  const context = await open(token);
  if (context.surface !== surface) throw new PorticoError("session_required");
  return context;
}

/** The session the page names, when the browser holds it; `session_replaced` when it holds another. */
async function requireSession(
  named: string,
  tokens: readonly string[],
  open: Open,
): Promise<PortalContext> {
  let refusal = new PorticoError("session_required");
  for (const token of tokens) {
    try {
      const context = await open(token);
      if (context.session.id === named) return context;
      refusal = new PorticoError("session_replaced");
    } catch (error) {
      if (!(error instanceof PorticoError) || error.status !== 401) throw error;
      if (refusal.code === "session_required") refusal = error;
    }
  }
  throw refusal;
}
