import { beforeEach, describe, expect, it, vi } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { withPortalSession } from "./with-portal-session";

const handle = vi.fn(async () => Response.json({}));
const handler = withPortalSession(handle);
const route = { params: Promise.resolve({ action: "undo_cancel" }) };
const origin = "http://localhost:3000";

/** What the portal's own page sends. */
const own = {
  host: "localhost:3000",
  origin,
  "sec-fetch-site": "same-origin",
  "content-type": "application/json",
  "x-portico-request": "bps_1",
};

async function post(over: Record<string, string | null>, body = "{}") {
  const entries = Object.entries({ ...own, ...over });
  const headers = entries.flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
  const url = `${origin}/api/portal/actions/undo_cancel`;
  const answer = await handler(new Request(url, { method: "POST", headers, body }), route);
  const { error } = await answer.json();
  return { status: answer.status, code: error?.code, requestId: answer.headers.get("request-id") };
}

beforeEach(() => {
  pinEnv();
  handle.mockClear();
});

describe("a call another site could have made", () => {
  it.each<[string, Record<string, string | null>]>([
    ["names no session", { "x-portico-request": null }],
    ["names no session of ours", { "x-portico-request": "1" }],
    ["names a session by its token", { "x-portico-request": `pat_${"x".repeat(43)}` }],
    ["comes from another origin", { origin: "https://evil.example" }],
    ["comes from no origin", { origin: null }],
    ["comes from an opaque origin", { origin: "null" }],
    ["comes from a sibling", { "sec-fetch-site": "same-site" }],
    ["is a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["is plain text", { "content-type": "text/plain" }],
    ["is a form with JSON in its parameters", { "content-type": "text/plain; application/json" }],
    ["says nothing of its type", { "content-type": "" }],
  ])("is refused before anything is looked up: it %s", async (_what, over) => {
    expect(await post(over)).toEqual({
      status: 403,
      code: "csrf_failed",
      requestId: expect.stringMatching(/^req_/),
    });
    expect(handle).not.toHaveBeenCalled();
  });
});

describe("a call of our own page without a session", () => {
  it.each<[string, string | null]>([
    ["no cookie", null],
    ["an empty one", "portico_acme="],
    ["NUL", "portico_acme=%00"],
    ["9 kB", `portico_acme=${"x".repeat(9 * 1024)}`],
    ["nothing but separators", ";;;"],
    ["twenty of them", Array.from({ length: 20 }, (_, n) => `portico_m${n}=x`).join("; ")],
  ])("is asked for one: %s", async (_what, cookie) => {
    expect(await post({ cookie })).toMatchObject({ status: 401, code: "session_required" });
    expect(handle).not.toHaveBeenCalled();
  });

  it("is asked for one before its body is read", async () => {
    expect(await post({}, "{".repeat(1_000_000))).toMatchObject({ code: "session_required" });
  });

  it.each(["application/json; charset=utf-8", "Application/JSON"])(
    "may write the type of its JSON as it likes: %s",
    async (type) => {
      expect(await post({ "content-type": type })).toMatchObject({ code: "session_required" });
    },
  );
});

describe("a call with a bearer", () => {
  const bearer = `Bearer pat_${"x".repeat(43)}`;

  it.each<[string, Record<string, string | null>]>([
    ["from another origin", { origin: "https://evil.example" }],
    ["from an opaque origin", { origin: "null" }],
    ["from a sibling", { "sec-fetch-site": "same-site" }],
    ["of no named session", { "x-portico-request": null }],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }],
  ])("is refused like any other: %s", async (_what, over) => {
    expect(await post({ authorization: bearer, ...over })).toMatchObject({ code: "csrf_failed" });
  });

  it.each(["Bearer", "Bearer ", "Bearer x", "bearer pat_", "Bearer a b"])(
    "is judged by it alone, and asked for a session where it is none: %j",
    async (authorization) => {
      const cookie = `portico_acme=pat_${"x".repeat(43)}`;
      const answer = await post({ authorization, cookie, origin: null, "sec-fetch-site": null });
      expect(answer).toMatchObject({ status: 401, code: "session_required" });
    },
  );

  it("is no call of a proxy that asks for a password of its own: that one needs an origin", async () => {
    const answer = await post({ authorization: "Basic eDp5", origin: null });
    expect(answer).toMatchObject({ code: "csrf_failed" });
  });
});
