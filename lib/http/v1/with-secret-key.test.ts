import { beforeEach, describe, expect, it, vi } from "vitest";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { withSecretKey } from "./with-secret-key";

const handle = vi.fn(async () => Response.json({}));
const log = { error: vi.fn(), info: vi.fn(), warn: vi.fn() };

async function call(authorization?: string) {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const url = "http://localhost:3000/v1/billing_portal/sessions";
  const request = new Request(url, { method: "POST", headers, body: "customer=cus_1" });
  const answer = await withSecretKey(handle)(request);
  return { status: answer.status, text: await answer.text() };
}

beforeEach(() => {
  pinEnv();
  pinOnce("log", log);
  vi.clearAllMocks();
});

describe("a call without a key", () => {
  it.each([undefined, "", "Bearer", "Bearer ", "Digest abc", "Basic Og=="])(
    "is refused as Stripe refuses it: %j",
    async (authorization) => {
      const { status, text } = await call(authorization);
      expect(status).toBe(401);
      expect(JSON.parse(text).error).toMatchObject({
        type: "invalid_request_error",
        code: "secret_key_required",
      });
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

describe("a call with a key of Stripe's", () => {
  it.each(["sk_live_51Hmistake", "sk_test_51Hmistake", "rk_live_51Hmistake", "rk_test_51Hmistake"])(
    "is told so, and the key is written nowhere: %s",
    async (key) => {
      const basic = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
      for (const authorization of [`Bearer ${key}`, basic]) {
        const { status, text } = await call(authorization);
        expect(status).toBe(401);
        expect(JSON.parse(text).error).toMatchObject({ type: "invalid_request_error" });
        expect(text).toContain("This is a Stripe key");
        expect(text).not.toContain("51Hmistake");
        expect(JSON.stringify(Object.values(log).map(({ mock }) => mock.calls))).not.toContain(
          "51Hmistake",
        );
      }
      expect(handle).not.toHaveBeenCalled();
    },
  );
});
