import { readCredentials } from "@/lib/wire/read-credentials";
import { SandboxError } from "./errors";

/** The request's secret key, from a Bearer or Basic header. Throws 401 unless it looks like a test key. */
export function authenticate(request: Request): string {
  const key = readCredentials(request.headers.get("authorization"));
  if (key === null)
    throw refuse(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (!/^[sr]k_test_\w{1,240}$/.test(key)) throw refuse(`Invalid API Key provided: ${mask(key)}`);
  return key;
}

/** A key as errors may show it: its kind and its last characters. */
export function mask(key: string): string {
  const kind = /^[a-z]{2}_(test|live)_/.exec(key)?.[0] ?? key.slice(0, 5);
  return key.length > 11 ? `${kind}***${key.slice(-3)}` : "***";
}

function refuse(message: string): SandboxError {
  return new SandboxError(401, { type: "invalid_request_error", message });
}
