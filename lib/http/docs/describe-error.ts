import { env } from "../../env";
import { describeCode, type ErrorCode, errorCodes, isErrorCode } from "../../errors";
import { type ErrorText, errorText } from "./error-texts";

export type DescribedError = ErrorText & {
  readonly code: ErrorCode;
  readonly status: number;
  readonly type: string;
  /** What callers read, unless the case has words of its own. */
  readonly message: string;
};

/** Every code that a door may answer with, by its status. */
export function listErrors(): readonly DescribedError[] {
  return errorCodes.map(explain).sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
}

/** Null for what is no code of ours. */
export function findError(code: string): DescribedError | null {
  return isErrorCode(code) ? explain(code) : null;
}

/** An answer with that error, as a server reads it. */
export function exampleOf({ code, type, message, doors }: DescribedError): object {
  const explained = doors.includes("api")
    ? { doc_url: `${env().APP_URL}/docs/errors/${code}` }
    : {};
  return { error: { type, code, message, ...explained, request_id: "req_9vJ2mXq4T7bKcW1s" } };
}

/** At /v1 a 401 or 403 is told as Stripe tells it. */
function explain(code: ErrorCode): DescribedError {
  const { status, type, message } = describeCode(code);
  const text = errorText(code);
  const isStripes = text.doors.includes("api") && (status === 401 || status === 403);
  return { code, status, type: isStripes ? "invalid_request_error" : type, message, ...text };
}
