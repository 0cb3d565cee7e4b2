import type { Endpoint } from "./endpoint";
import { unknownUrl } from "./unknown-url";
import { withSecretKey } from "./with-secret-key";

type Answer = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** The handlers of one path: its endpoints by their methods, and Stripe's 404 for every other method. */
export function serve(...endpoints: readonly Endpoint[]): Record<string, Answer> {
  const handlers: Record<string, Answer> = {};
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const endpoint = endpoints.find((one) => one.method === method);
    handlers[method] = endpoint === undefined ? unknownUrl : withSecretKey(endpoint);
  }
  return handlers;
}
