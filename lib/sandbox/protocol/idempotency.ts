import { createHash } from "node:crypto";
import { invalid, SandboxError } from "./errors";

const maxKeyLength = 255;

/** The request's idempotency key, for methods that write; null without one. Throws 400 when too long. */
export function readIdempotencyKey(request: Request): string | null {
  const key = request.method === "GET" ? null : request.headers.get("idempotency-key");
  if (key === null || key === "") return null;
  if (key.length > maxKeyLength) {
    throw invalid(`Idempotency keys may be at most ${maxKeyLength} characters long.`);
  }
  return key;
}

/** To a DELETE a key says nothing (https://docs.stripe.com/api/idempotent_requests): done twice, it fails. */
export function takesIdempotencyKey({ method }: Request): boolean {
  return method === "POST";
}

/** What makes two requests the same: method, address and body. */
export function fingerprint(request: Request, body: string): string {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256")
    .update(`${request.method} ${pathname}${search}\n${body}`)
    .digest("hex");
}

/** The key stands for another request. */
export function keyMismatch(key: string): SandboxError {
  return new SandboxError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

/** The first request with this key has not ended. */
export function keyInUse(key: string): SandboxError {
  return new SandboxError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}
