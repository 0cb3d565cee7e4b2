import { beforeEach, describe, expect, it, vi } from "vitest";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { PorticoError } from "../errors";
import { newRequestId, respond, respondError } from "./respond";

const log = { error: vi.fn(), info: vi.fn() };

beforeEach(() => {
  pinEnv();
  pinOnce("log", log);
  vi.clearAllMocks();
});

describe("every answer of a JSON door", () => {
  it.each([respond({ ok: true }, "req_1"), respond({}, "req_1", 202)])(
    "carries its request's id and is neither kept, sniffed nor framed",
    (answer) => {
      expect(Object.fromEntries(answer.headers)).toEqual({
        "cache-control": "private, no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "content-type": "application/json",
        "request-id": "req_1",
        "x-content-type-options": "nosniff",
      });
    },
  );

  it("has the status it is given, else 200", async () => {
    expect(respond({}, "req_1").status).toBe(200);
    const answer = respond({ outcome: "checking" }, "req_1", 202);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ outcome: "checking" });
  });

  it("has an id of its own", () => {
    expect(newRequestId()).toMatch(/^req_\w{24}$/);
    expect(newRequestId()).not.toBe(newRequestId());
  });
});

describe("the error envelope", () => {
  it("says type, code, message, param and request, and no more", async () => {
    const message = "No such customer: 'cus_1'";
    const error = new PorticoError("resource_missing", { param: "customer", message });
    const answer = respondError(error, "req_1");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("request-id")).toBe("req_1");
    expect(await answer.json()).toEqual({
      error: {
        type: "invalid_request_error",
        code: "resource_missing",
        message,
        param: "customer",
        request_id: "req_1",
      },
    });
  });

  it("has no param where none is at fault", async () => {
    const { error } = await respondError(new PorticoError("csrf_failed"), "req_1").json();
    expect(Object.keys(error)).toEqual(["type", "code", "message", "request_id"]);
  });

  it("carries what else the caller needs beside it, such as a new preview", async () => {
    const error = new PorticoError("preview_outdated", { extra: { preview: { dueNow: 5 } } });
    const answer = respondError(error, "req_1");
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      error: { code: "preview_outdated" },
      preview: { dueNow: 5 },
    });
  });

  it("says when to try again", () => {
    const error = new PorticoError("stripe_busy", { retryAfterSeconds: 5 });
    expect(respondError(error, "req_1").headers.get("retry-after")).toBe("5");
    expect(respondError(new PorticoError("stripe_busy"), "req_1").headers.has("retry-after")).toBe(
      false,
    );
  });

  it.each([new TypeError("x is not a function"), "SELECT * FROM merchants", null, { status: 200 }])(
    "tells nothing of what is none of ours: %s",
    async (thrown) => {
      const answer = respondError(thrown, "req_1");
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        error: {
          type: "api_error",
          code: "internal",
          message: "Something went wrong on our side.",
          request_id: "req_1",
        },
      });
    },
  );

  it("keeps causes out of the answer, and in the log", async () => {
    const cause = new Error("sk_test_secret");
    const answer = respondError(new PorticoError("merchant_unavailable", { cause }), "req_1");
    expect(await answer.text()).not.toContain("sk_test_secret");
    const entry = expect.objectContaining({ requestId: "req_1", cause });
    expect(log.error).toHaveBeenCalledExactlyOnceWith(entry, "merchant_unavailable");
  });

  it("is no alarm when the caller is at fault", () => {
    respondError(new PorticoError("parameter_missing", { param: "customer" }), "req_1");
    expect(log.error).not.toHaveBeenCalled();
    expect(log.info).toHaveBeenCalledOnce();
  });
});
