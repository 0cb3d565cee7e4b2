import { createHash } from "node:crypto";
import { readCredentials } from "@/lib/wire/read-credentials";
import { SandboxError } from "./errors";

/**
 * The account that the request's secret key opens: the SHA-256 (hex) of the key, from a Bearer or
 * Basic Authorization header. Throws 401 unless the key looks like a test key.
 */
export function authenticate(request: Request): string {
  const key = readCredentials(request.headers.get("authorization"));
  if (key === null)
    throw refuse(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (!/^[sr]k_test_\w{1,240}$/.test(key)) throw refuse(`Invalid API Key provided: ${mask(key)}`);
  return accountOf(key);
}

/** The account a secret key opens. */
export function accountOf(secretKey: string): string {
  return createHash("sha256").update(secretKey).digest("hex");
}

function mask(key: string): string {
  return key.length > 11 ? `${key.slice(0, 5)}***${key.slice(-3)}` : "***";
}

function refuse(message: string): SandboxError {
  return new SandboxError(401, { type: "invalid_request_error", message });
}
