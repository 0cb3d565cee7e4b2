import { type PorticoError, toPorticoError } from "../errors";
import { newId } from "../ids";
import { log } from "../log";

/** On every answer of a JSON door. */
const headers = {
  "Cache-Control": "private, no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
};

/** A JSON answer that carries its request's id. */
export function respond(body: unknown, requestId: string, status = 200): Response {
  return Response.json(body, { status, headers: { ...headers, "Request-Id": requestId } });
}

/** The error envelope. What is not one of ours becomes `internal`; its cause reaches only the log. */
export function respondError(thrown: unknown, requestId: string): Response {
  const error = toPorticoError(thrown);
  logError(error, requestId);
  const { param, extra, retryAfterSeconds } = error.details;
  const { type, code, message } = error;
  const body = {
    error: {
      type,
      code,
      message,
      ...(param === undefined ? {} : { param }),
      request_id: requestId,
    },
    ...extra,
  };
  const response = respond(body, requestId, error.status);
  if (retryAfterSeconds !== undefined)
    response.headers.set("Retry-After", String(retryAfterSeconds));
  return response;
}

/** Writes the whole story to the log: level by whose fault it is. */
export function logError(error: PorticoError, requestId: string): void {
  const entry = {
    requestId,
    reason: error.code,
    param: error.details.param,
    cause: error.details.cause,
  };
  if (error.status >= 500) log().error({ ...entry, err: error }, error.code);
  else log().info(entry, error.code);
}

export function newRequestId(): string {
  return newId("request");
}
