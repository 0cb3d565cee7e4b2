import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ErrorCode, PorticoError } from "../errors";
import { read, translate, wasReplayed, write } from "./call";

const { errors } = Stripe;
type Raw = NonNullable<ConstructorParameters<typeof errors.StripeAPIError>[0]>;
const raw = (
  statusCode: number,
  type: NonNullable<Raw["type"]>,
  more: Pick<Raw, "code" | "headers"> = {},
): Raw => ({
  type,
  statusCode,
  message: "sk_test_secret in Stripe's words",
  headers: {},
  ...more,
});
const connection = (code?: string) => {
  const detail = Object.assign(new Error("connect failed"), code === undefined ? {} : { code });
  return new errors.StripeConnectionError({
    message: "An error occurred",
    type: "api_error",
    detail,
  });
};

const busy = new errors.StripeRateLimitError(raw(429, "rate_limit_error"));
const locked = new errors.StripeInvalidRequestError(
  raw(409, "invalid_request_error", { code: "lock_timeout" }),
);
const fault = new errors.StripeAPIError(raw(500, "api_error"));
const down = new errors.StripeAPIError(raw(503, "api_error"));
const conflict = new errors.StripeIdempotencyError(raw(409, "idempotency_error"));
const reused = new errors.StripeIdempotencyError(raw(400, "idempotency_error"));
const declined = new errors.StripeCardError(raw(402, "card_error", { code: "card_declined" }));
const invalid = new errors.StripeInvalidRequestError(raw(400, "invalid_request_error"));
const missing = new errors.StripeInvalidRequestError(
  raw(404, "invalid_request_error", { code: "resource_missing" }),
);
const badKey = new errors.StripeAuthenticationError(raw(401, "authentication_error"));
const forbidden = new errors.StripePermissionError(raw(403, "invalid_request_error"));
const refusedConnection = connection("ECONNREFUSED");
const noName = connection("ENOTFOUND");
const reset = connection("ECONNRESET");
const timedOut = connection("ETIMEDOUT");
const lost = connection();
const ours = new TypeError("x is not a function");

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A call that fails as listed, then answers "ok". */
function failing(...failures: unknown[]) {
  const call = vi.fn(async () => "ok");
  for (const failure of failures) call.mockRejectedValueOnce(failure);
  return call;
}

/** What `work` comes to, its waits passing at once; a rejection is its value. */
async function settle<T>(work: Promise<T>): Promise<unknown> {
  const settled = work.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return settled;
}

describe("reading", () => {
  it("gives what Stripe gives, asking once", async () => {
    const call = failing();
    expect(await settle(read(call))).toBe("ok");
    expect(call).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["busy", busy],
    ["locked", locked],
    ["500", fault],
    ["503", down],
    ["refused connection", refusedConnection],
    ["unknown host", noName],
    ["reset", reset],
    ["time-out", timedOut],
  ])("tries again what may pass: %s", async (_what, error) => {
    const call = failing(error, error);
    expect(await settle(read(call))).toBe("ok");
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each<[string, unknown, ErrorCode]>([
    ["busy", busy, "stripe_busy"],
    ["locked", locked, "stripe_busy"],
    ["500", fault, "stripe_unavailable"],
    ["reset", reset, "stripe_unavailable"],
    ["refused connection", refusedConnection, "stripe_unavailable"],
  ])("gives up after three tries: %s", async (_what, error, code) => {
    const call = failing(error, error, error, error);
    expect(await settle(read(call))).toMatchObject({ code, status: 503, cause: error });
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each<[string, unknown, ErrorCode]>([
    ["missing", missing, "resource_missing"],
    ["invalid", invalid, "subscription_state"],
    ["bad key", badKey, "merchant_unavailable"],
    ["forbidden", forbidden, "merchant_unavailable"],
    ["declined", declined, "card_declined"],
  ])("asks once what will not change: %s", async (_what, error, code) => {
    const call = failing(error);
    expect(await settle(read(call))).toMatchObject({ code });
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe("writing", () => {
  it("says done, with what Stripe gave", async () => {
    expect(await settle(write(failing()))).toEqual({ kind: "done", value: "ok" });
  });

  it.each([
    ["busy", busy],
    ["locked", locked],
  ])("tries again what proves that nothing was done: %s", async (_what, error) => {
    const call = failing(error, error);
    expect(await settle(write(call))).toEqual({ kind: "done", value: "ok" });
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ["busy", busy],
    ["locked", locked],
  ])("says refused when it stays so: %s", async (_what, error) => {
    const call = failing(error, error, error);
    expect(await settle(write(call))).toMatchObject({
      kind: "refused",
      error: { code: "stripe_busy", status: 503, details: { retryAfterSeconds: 5 } },
    });
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ["500", fault],
    ["503", down],
    ["reset", reset],
    ["time-out", timedOut],
    ["lost", lost],
    ["the same key at work elsewhere", conflict],
    ["something that is not Stripe's", ours],
  ])("never does twice what may have been done: %s leaves it unknown", async (_what, error) => {
    const call = failing(error);
    expect(await settle(write(call))).toEqual({ kind: "unknown", cause: error });
    expect(call).toHaveBeenCalledTimes(1);
  });

  it("leaves it unknown also when it was busy before", async () => {
    const call = failing(busy, timedOut);
    expect(await settle(write(call))).toEqual({ kind: "unknown", cause: timedOut });
    expect(call).toHaveBeenCalledTimes(2);
  });

  it.each<[string, unknown, ErrorCode]>([
    ["declined", declined, "card_declined"],
    ["invalid", invalid, "subscription_state"],
    ["missing", missing, "resource_missing"],
    ["bad key", badKey, "merchant_unavailable"],
    ["forbidden", forbidden, "merchant_unavailable"],
    ["a key used for something else", reused, "stripe_unavailable"],
    ["refused connection", refusedConnection, "stripe_unavailable"],
    ["unknown host", noName, "stripe_unavailable"],
  ])("says refused, at once, when nothing was done: %s", async (_what, error, code) => {
    const call = failing(error);
    expect(await settle(write(call))).toMatchObject({ kind: "refused", error: { code } });
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe("the wait before another try", () => {
  /** Milliseconds that pass before the second and the third try. */
  async function waits(header?: string): Promise<number[]> {
    const times: number[] = [];
    const headers: Record<string, string> = header === undefined ? {} : { "retry-after": header };
    const error = new errors.StripeRateLimitError(raw(429, "rate_limit_error", { headers }));
    await settle(
      read(async () => {
        times.push(vi.getMockedSystemTime()?.getTime() ?? 0);
        throw error;
      }),
    );
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
  }

  it("doubles", async () => {
    const [first = 0, second = 0] = await waits();
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(first * 2);
  });

  it("is as long as Stripe asks, at most two seconds", async () => {
    expect(await waits("1")).toEqual([1000, 1000]);
    expect(await waits("3600")).toEqual([2000, 2000]);
  });

  it.each(["Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-5", ""])(
    "is our own when Stripe's word is no number of seconds: %j",
    async (header) => {
      expect(await waits(header)).toEqual(await waits());
    },
  );
});

describe("Stripe's error in our words", () => {
  it.each([busy, fault, declined, invalid, missing, badKey, forbidden, reset, ours])(
    "tells the customer nothing of Stripe's words: %s",
    (error) => {
      const told = translate(error);
      expect(told.message).not.toContain("sk_test_secret");
      expect(told.cause).toBe(error);
    },
  );

  it("leaves an error of ours as it is", () => {
    const error = new PorticoError("feature_disabled");
    expect(translate(error)).toBe(error);
  });
});

describe("a replayed answer", () => {
  it.each([
    [{ "idempotent-replayed": "true" }, true],
    [{ "idempotent-replayed": "false" }, false],
    [{}, false],
  ])("is told by its header %j: %s", (headers, replayed) => {
    expect(wasReplayed(new errors.StripeAPIError(raw(500, "api_error", { headers })))).toBe(
      replayed,
    );
  });

  it("is none without Stripe", () => {
    expect(wasReplayed(ours)).toBe(false);
    expect(wasReplayed(lost)).toBe(false);
  });
});
