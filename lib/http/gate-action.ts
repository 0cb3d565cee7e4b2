import { PorticoError } from "../errors";
import { heldMemberToken } from "./member-cookie";
import { isOurOrigin } from "./origins";

/** Bytes; next.config.mjs has the framework refuse the same, with a 500. */
const bodyLimit = 64 * 1024;

/**
 * Refuses early what no form of the dashboard sends, with the status that the framework would not give. Throws
 * `method_not_allowed`, `csrf_failed`, `session_required` (nobody is signed in), `length_required`,
 * `body_too_large`. merchantAction() decides all of it again.
 */
export function gateAction(request: Request): void {
  if (request.method !== "POST") throw new PorticoError("method_not_allowed");
  const origin = request.headers.get("origin");
  if (origin === null || !isOurOrigin(origin)) throw new PorticoError("csrf_failed");
  if (heldMemberToken(request.headers.get("cookie")) === undefined) {
    throw new PorticoError("session_required", { message: "Sign in to the dashboard." });
  }
  const length = request.headers.get("content-length");
  if (length === null || !/^\d+$/.test(length)) throw new PorticoError("length_required");
  if (Number(length) > bodyLimit) throw new PorticoError("body_too_large");
}
