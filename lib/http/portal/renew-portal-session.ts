import { z } from "zod";
import { PorticoError } from "../../errors";
import { bearerSeconds, renewSession, resumeSession } from "../../sessions/renew-session";
import { parse } from "../../wire/parse";
import { bearerToken } from "../bearer-token";
import { mediaType } from "../media-type";
import { requireOurOrigin } from "../origins";
import { readJson } from "../read-body";
import { newRequestId, respond, respondError } from "../respond";

const bodyLimit = 4096;

const text = z.string().min(1).max(100);
const schema = z.strictObject({ resume: text.optional(), browser: text.optional() });

/**
 * `POST sessions/renew` → `{ session, token, expires_in, resume? }`. With `{}` the live bearer is replaced; with
 * `{ resume, browser }` a session goes on after a reload, and the resume token is replaced too. No cookie is
 * read: what proves the session is in the request itself.
 */
export async function renewPortalSession(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    requireOurOrigin(request, false);
    if (mediaType(request) !== "application/json") throw new PorticoError("unsupported_media_type");
    const { resume, browser } = parse(schema, await readJson(request, bodyLimit));
    const { id, accessToken, ...rest } =
      resume === undefined
        ? await renewSession(requireBearer(request))
        : await resumeSession(resume, requireBrowser(browser));
    return respond(
      { session: id, token: accessToken, expires_in: bearerSeconds, ...rest },
      requestId,
    );
  } catch (error) {
    return respondError(error, requestId);
  }
}

function requireBrowser(browser: string | undefined): string {
  if (browser === undefined) throw new PorticoError("parameter_missing", { param: "browser" });
  return browser;
}

function requireBearer(request: Request): string {
  const token = bearerToken(request);
  if (token === null) throw new PorticoError("session_required");
  return token;
}
