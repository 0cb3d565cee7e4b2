import { apiVersion, isKnownVersion } from "./protocol/api-version";
import { SandboxError } from "./protocol/errors";

/** What a request is answered with. `now`: the account's time (unix seconds), which the answer is dated by. */
export type Answer = {
  status: number;
  body: string;
  now?: number | undefined;
  headers?: Record<string, string>;
};

const ownFault = new SandboxError(500, {
  type: "api_error",
  message: "An unknown error occurred in the sandbox.",
});

/** An error as the answer to a request; null: a fault of our own, told as Stripe tells its own. */
export function answerError(error: SandboxError | null): Answer {
  const { status, body } = error ?? ownFault;
  return { status, body: JSON.stringify({ error: body }) };
}

/** The response with the headers Stripe gives. `id` is the request's. */
export function respond(
  request: Request,
  id: string,
  { status, body, now, headers }: Answer,
): Response {
  const version = request.headers.get("stripe-version") ?? apiVersion;
  return new Response(body, {
    status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-cache, no-store",
      "request-id": id,
      "stripe-version": isKnownVersion(version) ? version : apiVersion,
      ...(now === undefined ? {} : { date: new Date(now * 1000).toUTCString() }),
      ...echo(request, "idempotency-key"),
      ...echo(request, "stripe-account"),
      ...headers,
    },
  });
}

function echo(request: Request, name: string): Record<string, string> {
  const value = request.headers.get(name);
  return value === null ? {} : { [name]: value };
}
