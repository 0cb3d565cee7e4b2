import { PorticoError } from "../../errors";
import { isOurOrigin } from "../origins";
import { heldMemberToken } from "./member-cookie";

/** Bytes; next.config.mjs has the framework refuse the same, with a 500. */
const bodyLimit = 64 * 1024;

/**
 * Refuses early what no form of the dashboard sends, with the status that the framework would not give. Throws
 * `method_not_allowed`, `csrf_failed`, `session_required` (nobody is signed in), `length_required`,
 * `body_too_large`. merchantAction() decides all of it again.
 */
export async function gateAction(request: Request): Promise<void> {
  if (request.method !== "POST") throw new PorticoError("method_not_allowed");
  const origin = request.headers.get("origin");
  if (origin === null || !isOurOrigin(origin)) throw new PorticoError("csrf_failed");
  if (heldMemberToken(request.headers.get("cookie")) === undefined) {
    throw new PorticoError("session_required", { message: "Sign in to the dashboard." });
  }
  if ((await lengthOf(request)) > bodyLimit) throw new PorticoError("body_too_large");
}

/** Bytes: as many as were announced. */
async function lengthOf(request: Request): Promise<number> {
  const length = request.headers.get("content-length");
  if (length === null && request.headers.has("x-action-forwarded")) return await measure(request);
  if (length === null || !/^\d+$/.test(length)) throw new PorticoError("length_required");
  return Number(length);
}

/**
 * What the framework sends on, from the page that an action's id was posted to to the page that owns it, announces
 * no length: it is counted. So is what only claims to come from there.
 */
async function measure({ body }: Request): Promise<number> {
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > bodyLimit) break;
  }
  return size;
}
