import { describe, expect, it } from "vitest";
import { type ErrorCode, isErrorCode, PorticoError, toPorticoError } from "./errors";

/** The error contract: the type that goes with each status, outside /v1. */
const typeOf: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "card_error",
  403: "permission_error",
  404: "invalid_request_error",
  405: "invalid_request_error",
  409: "invalid_request_error",
  410: "invalid_request_error",
  408: "invalid_request_error",
  413: "invalid_request_error",
  411: "invalid_request_error",
  415: "invalid_request_error",
  429: "rate_limit_error",
  500: "api_error",
  503: "api_error",
};

/** Codes of Stripe's API, where these are the types. */
const typeOfCode: Record<string, string> = {
  idempotency_error: "idempotency_error",
  idempotency_key_in_use: "idempotency_error",
  rate_limit: "invalid_request_error",
};

/** What other people's checks rely on: the status of every code. */
const statusOf: Record<ErrorCode, number> = {
  parameter_invalid_integer: 400,
  parameters_exclusive: 400,
  coupon_expired: 400,
  livemode_mismatch: 400,
  account_invalid: 403,
  idempotency_key_in_use: 409,
  rate_limit: 429,
  url_blocked: 400,
  api_key_expired: 401,
  api_key_invalid: 401,
  secret_key_required: 401,
  session_required: 401,
  session_expired: 401,
  session_revoked: 401,
  session_used: 410,
  session_unknown: 404,
  session_replaced: 409,
  credentials_invalid: 401,
  link_invalid: 400,
  link_expired: 410,
  link_superseded: 410,
  link_used: 410,
  code_required: 403,
  code_invalid: 400,
  too_many_attempts: 410,
  email_invalid: 400,
  forbidden: 403,
  reauth_required: 403,
  configuration_outdated: 409,
  mail_off: 503,
  csrf_failed: 403,
  feature_disabled: 403,
  resource_missing: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  length_required: 411,
  body_too_large: 413,
  request_too_large: 413,
  request_timeout: 408,
  parameter_missing: 400,
  parameter_unknown: 400,
  parameter_invalid: 400,
  parameter_invalid_empty: 400,
  quantity_invalid: 400,
  url_invalid: 400,
  origin_invalid: 400,
  configuration_inactive: 400,
  idempotency_error: 400,
  operation_in_progress: 409,
  preview_outdated: 409,
  subscription_state: 409,
  flow_step_invalid: 409,
  offer_invalid: 403,
  offer_used: 409,
  coupon_not_applicable: 400,
  discount_exists: 409,
  invoice_state: 409,
  card_declined: 402,
  rate_limited: 429,
  stripe_busy: 503,
  stripe_unavailable: 503,
  merchant_unavailable: 503,
  unavailable: 503,
  internal: 500,
};

describe.each(Object.entries(statusOf))("%s", (name, status) => {
  const error = isErrorCode(name) ? new PorticoError(name) : null;

  it(`answers ${status}, with the type that goes with it`, () => {
    const type = typeOfCode[name] ?? typeOf[status];
    expect(error).toMatchObject({ code: name, status, type });
  });

  it("tells the caller one plain sentence or two", () => {
    expect(error?.message).toMatch(/^[A-Z][^<>{}]*\.$/);
  });
});

describe("a database out of reach", () => {
  it.each([
    Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }),
    Object.assign(new Error("Can't reach database server"), { code: "P1001" }),
    new Error("timeout exceeded when trying to connect"),
    new Error("Connection terminated due to connection timeout"),
    new Error("query failed", { cause: Object.assign(new Error("shut down"), { code: "57P01" }) }),
  ])("is told as unavailable, with when to try again: %s", (error) => {
    expect(toPorticoError(error)).toMatchObject({
      code: "unavailable",
      status: 503,
      details: { retryAfterSeconds: 2 },
    });
  });

  it("is no excuse for another fault", () => {
    expect(toPorticoError(new TypeError("x is undefined")).code).toBe("internal");
  });
});

describe("an error", () => {
  it("keeps its cause for the log, out of the message", () => {
    const cause = new Error("password=hunter2");
    const error = new PorticoError("stripe_unavailable", { cause });
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain("hunter2");
  });

  it("may be given another status, type and message by a door's own contract", () => {
    const details = {
      status: 400,
      type: "invalid_request_error",
      message: "No such customer: 'cus_1'",
    };
    expect(new PorticoError("resource_missing", details)).toMatchObject(details);
  });

  it.each([new Error("boom"), "boom", null, undefined, { code: "card_declined", status: 402 }])(
    "of someone else's is internal, and tells nothing: %s",
    (thrown) => {
      const error = toPorticoError(thrown);
      expect(error).toMatchObject({ code: "internal", status: 500, cause: thrown });
      expect(error.message).not.toContain("boom");
    },
  );

  it("of ours stays the very same", () => {
    const error = new PorticoError("card_declined");
    expect(toPorticoError(error)).toBe(error);
  });
});

describe("a stored code", () => {
  it.each(["card_declined", "internal"])("%s is known", (code) => {
    expect(isErrorCode(code)).toBe(true);
  });

  it.each(["", "__proto__", "constructor", "toString", "CARD_DECLINED", "card_expired"])(
    "%j is not known",
    (code) => {
      expect(isErrorCode(code)).toBe(false);
    },
  );
});
