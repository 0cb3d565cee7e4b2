import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { inspectSession, landSession } from "./land-session";

const code = `pxc_${"a".repeat(43)}`;
const land = (headers: Record<string, string>, given = code) =>
  landSession(new Request(`http://localhost:3000/p/session/${given}`, { headers }), given);

beforeEach(() => pinEnv());

describe("a session link", () => {
  it.each([
    { "sec-purpose": "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { "x-moz": "prefetch" },
    { "next-router-prefetch": "1" },
  ])("is not used up by a prefetch: %j", async (headers) => {
    const answer = await land(headers);
    expect(answer.status).toBe(425);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("location")).toBeNull();
    expect(answer.headers.get("cache-control")).toContain("no-store");
  });

  it("is not used up by looking", () => {
    const answer = inspectSession();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it.each([
    "x",
    "..",
    "../../v1",
    "//evil.example",
    "https://evil.example",
    "%0d%0aSet-Cookie:a=1",
    "\\evil",
  ])("that is none leads nowhere but to its own page, which says so: %j", async (given) => {
    const answer = await landSession(new Request("http://localhost:3000/p/session/x"), given);
    const location = new URL(
      answer.headers.get("location") ?? "",
      "http://localhost:3000/p/session/x",
    );
    expect(answer.status).toBe(303);
    expect(location.origin).toBe("http://localhost:3000");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});
