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

/**
 * The error envelope. What is not one of ours becomes `internal`; its cause reaches only the log. `docUrl` gives the
 * page that explains a code, where the door's contract has one.
 */
export function respondError(
  thrown: unknown,
  requestId: string,
  docUrl?: (code: string) => string,
): Response {
  const error = toPorticoError(thrown);
  logError(error, requestId);
  const response = respond(errorBody(error, requestId, docUrl), requestId, error.status);
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined)
    response.headers.set("Retry-After", String(retryAfterSeconds));
  return response;
}

/** The body of an error's answer. */
export function errorBody(
  { type, code, message, details: { param, extra } }: PorticoError,
  requestId: string,
  docUrl?: (code: string) => string,
): object {
  return {
    error: {
      type,
      code,
      message,
      ...(param === undefined ? {} : { param }),
      ...(docUrl === undefined ? {} : { doc_url: docUrl(code) }),
      request_id: requestId,
    },
    ...extra,
  };
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
