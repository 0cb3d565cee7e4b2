/** Every code a door may answer with: its HTTP status, its type in the envelope, what the caller is told. */
const catalogue = {
  api_key_expired: [401, "authentication_error", "This API key is no longer valid."],
  api_key_invalid: [401, "authentication_error", "Invalid API Key provided."],
  secret_key_required: [401, "authentication_error", "You did not provide an API key."],
  session_required: [
    401,
    "authentication_error",
    "Open the portal again from the link you were given.",
  ],
  session_expired: [401, "authentication_error", "This session has ended."],
  session_revoked: [401, "authentication_error", "This session was ended."],
  session_used: [410, "invalid_request_error", "This link was already opened elsewhere."],
  session_unknown: [404, "invalid_request_error", "This link does not lead anywhere."],
  session_replaced: [
    409,
    "invalid_request_error",
    "Another portal was opened in this browser since.",
  ],
  credentials_invalid: [401, "authentication_error", "This code is not right."],
  link_invalid: [400, "invalid_request_error", "This link is not complete or not ours."],
  link_expired: [410, "invalid_request_error", "This link is too old."],
  link_superseded: [410, "invalid_request_error", "A newer link was sent since."],
  link_used: [410, "invalid_request_error", "This link was already used."],
  code_required: [403, "permission_error", "Type the 6-digit code from the same mail."],
  code_invalid: [400, "invalid_request_error", "This code is not right."],
  too_many_attempts: [410, "invalid_request_error", "Too many wrong codes. Ask for a new one."],
  email_invalid: [400, "invalid_request_error", "This is not an email address."],
  forbidden: [403, "permission_error", "Your role does not allow this."],
  reauth_required: [403, "permission_error", "Sign in again to do this."],
  configuration_outdated: [
    409,
    "invalid_request_error",
    "Somebody else saved these settings since you opened them.",
  ],
  mail_off: [503, "api_error", "This installation cannot send mail yet."],
  csrf_failed: [403, "permission_error", "This request came from another site."],
  feature_disabled: [403, "permission_error", "This is switched off."],
  resource_missing: [404, "invalid_request_error", "No such object."],
  method_not_allowed: [405, "invalid_request_error", "This method is not supported here."],
  unsupported_media_type: [415, "invalid_request_error", "Send JSON."],
  length_required: [411, "invalid_request_error", "The length of the request is missing."],
  body_too_large: [413, "invalid_request_error", "The request is too large."],
  request_too_large: [413, "invalid_request_error", "The request is too large."],
  request_timeout: [408, "invalid_request_error", "The request took too long to arrive."],
  parameter_missing: [400, "invalid_request_error", "A required parameter is missing."],
  parameter_unknown: [400, "invalid_request_error", "An unknown parameter was received."],
  parameter_invalid: [400, "invalid_request_error", "A parameter has an invalid value."],
  parameter_invalid_empty: [400, "invalid_request_error", "A parameter may not be empty."],
  parameter_invalid_integer: [400, "invalid_request_error", "A parameter is not an integer."],
  parameters_exclusive: [400, "invalid_request_error", "These parameters exclude each other."],
  coupon_expired: [400, "invalid_request_error", "This coupon has expired."],
  livemode_mismatch: [
    400,
    "invalid_request_error",
    "Test and live mode objects are only available within the mode they are in.",
  ],
  account_invalid: [403, "permission_error", "This key has no access to that account."],
  idempotency_key_in_use: [
    409,
    "idempotency_error",
    "Another request with this idempotency key is being executed. Try again in a moment.",
  ],
  rate_limit: [429, "invalid_request_error", "Too many requests. Try again in a moment."],
  url_blocked: [400, "invalid_request_error", "This address cannot be used."],
  quantity_invalid: [400, "invalid_request_error", "This quantity is not possible."],
  url_invalid: [400, "invalid_request_error", "Not a valid URL."],
  origin_invalid: [400, "invalid_request_error", "Not the origin of a site."],
  configuration_inactive: [400, "invalid_request_error", "This configuration is not active."],
  idempotency_error: [
    400,
    "idempotency_error",
    "This confirmation was already used for something else.",
  ],
  operation_in_progress: [
    409,
    "invalid_request_error",
    "Another change is being made. Try again in a moment.",
  ],
  preview_outdated: [409, "invalid_request_error", "Something changed since. Look at it again."],
  subscription_state: [409, "invalid_request_error", "This is not possible in its present state."],
  flow_step_invalid: [409, "invalid_request_error", "This is not part of what was begun here."],
  offer_invalid: [403, "permission_error", "This offer is not yours to take."],
  offer_used: [409, "invalid_request_error", "This offer was answered already."],
  coupon_not_applicable: [400, "invalid_request_error", "This code cannot be used here."],
  discount_exists: [409, "invalid_request_error", "There is a discount already."],
  invoice_state: [409, "invalid_request_error", "This invoice cannot be paid."],
  card_declined: [402, "card_error", "The payment was declined. Nothing was changed."],
  rate_limited: [429, "rate_limit_error", "Too many requests. Try again in a moment."],
  stripe_busy: [503, "api_error", "Stripe is busy. Nothing was changed; try again."],
  stripe_unavailable: [
    503,
    "api_error",
    "Stripe cannot be reached. Nothing was changed; try again.",
  ],
  merchant_unavailable: [503, "api_error", "This portal is temporarily unavailable."],
  unavailable: [503, "api_error", "This is temporarily unavailable. Try again in a moment."],
  internal: [500, "api_error", "Something went wrong on our side."],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof catalogue;

/** Every code there is. */
export const errorCodes: readonly ErrorCode[] = Object.keys(catalogue).filter(isErrorCode);

/** What a code is answered with, unless a door's own contract says otherwise. */
export function describeCode(code: ErrorCode) {
  const [status, type, message] = catalogue[code];
  return { status, type, message };
}

export type ErrorDetails = {
  /** What the caller reads; must reveal nothing that the caller may not know. */
  readonly message?: string;
  /** The parameter at fault, as a bracket path. */
  readonly param?: string;
  /** Where a door's own contract answers the code with another status (a missing body reference: 400). */
  readonly status?: number;
  /** Where a door's own contract gives the code another type (Stripe's 401 is an invalid_request_error). */
  readonly type?: string;
  /** More fields of the answer, beside `error` (a new preview, for instance). */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
};

/** Thrown to stop. Each door turns it into its own kind of answer; `cause` reaches only the log. */
export class PorticoError extends Error {
  override readonly name = "PorticoError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly type: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const [status, type, message] = catalogue[code];
    super(details.message ?? message, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? status;
    this.type = details.type ?? type;
    this.details = details;
  }
}

/** The error as it is; a database out of reach as `unavailable`, whatever else is none of ours as `internal`. */
export function toPorticoError(error: unknown): PorticoError {
  if (error instanceof PorticoError) return error;
  return isOutage(error)
    ? new PorticoError("unavailable", { retryAfterSeconds: 2, cause: error })
    : new PorticoError("internal", { cause: error });
}

/** Prisma's, Node's and PostgreSQL's codes for a database that cannot be reached or has no connection to spare. */
const outages = new Set([
  ...["P1001", "P1002", "P1008", "P1017", "P2024"],
  ...["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"],
  ...["57P01", "57P02", "57P03", "53300"],
]);

/** What the pool says without a code: no connection came free, or none was made in time. Nothing was sent then. */
const poolTimeout =
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;

/** By shape, not by class: this file knows no driver. */
function isOutage(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  const code = "code" in error ? String(error.code) : "";
  const isNamed = outages.has(code) || poolTimeout.test(error.message);
  return isNamed || isOutage(error.cause, depth + 1);
}

/** Whether a stored code is one we know. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}
