import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { notAllowed, notFound } from "./not-allowed";
import { unknownUrl } from "./v1/unknown-url";

beforeEach(() => pinEnv());

describe("where there is no door", () => {
  it("a path of ours answers 404, a method 405, in the envelope", async () => {
    for (const [answer, status, code] of [
      [await notFound(), 404, "resource_missing"],
      [await notAllowed(), 405, "method_not_allowed"],
    ] as const) {
      expect(answer.status).toBe(status);
      expect((await answer.json()).error).toMatchObject({ type: "invalid_request_error", code });
    }
  });

  it.each(["PUT", "DELETE", "PATCH", "GET"])("/v1 answers %s in Stripe's words", async (method) => {
    const url = "http://localhost:3000/v1/billing_portal/nowhere?secret=1";
    const answer = await unknownUrl(new Request(url, { method }));
    expect(answer.status).toBe(404);
    const { error } = await answer.json();
    expect(error.type).toBe("invalid_request_error");
    expect(error.message).toBe(`Unrecognized request URL (${method}: /v1/billing_portal/nowhere).`);
  });

  it("a very long path is not repeated whole", async () => {
    const answer = await unknownUrl(new Request(`http://localhost:3000/v1/${"x".repeat(10_000)}`));
    expect((await answer.text()).length).toBeLessThan(500);
  });
});
