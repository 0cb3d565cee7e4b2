import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { entryOrigin, isOurOrigin, requireOurOrigin } from "./origins";

const ours = "https://billing.example.com";
const production = { isDemo: false, APP_URL: ours };

beforeEach(() => pinEnv());

describe("in the demo, ours is", () => {
  it.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "%s",
    (origin) => {
      expect(isOurOrigin(origin)).toBe(true);
    },
  );

  it.each([
    "",
    "null",
    "localhost:3000",
    "http://localhost",
    "http://localhost:3001",
    "http://localhost:3000/",
    "http://localhost:3000/p",
    "http://LOCALHOST:3000",
    "http://localhost:3000@evil.example",
    "http://localhost:3000.evil.example",
    "http://localhost.evil.example:3000",
    "http://evil.example:3000",
    "http://a.localhost:3000",
    "http://127.0.0.2:3000",
    "http://0.0.0.0:3000",
    "http://2130706433:3000",
    "file://",
    "javascript:alert(1)",
  ])("not %j", (origin) => {
    expect(isOurOrigin(origin)).toBe(false);
  });

  it("a loopback name without a port, when we serve on 80", () => {
    pinEnv({ PORT: 80, APP_URL: "http://localhost" });
    expect(isOurOrigin("http://127.0.0.1")).toBe(true);
    expect(isOurOrigin("http://127.0.0.1:3000")).toBe(false);
  });
});

describe("outside the demo, ours is", () => {
  beforeEach(() => pinEnv(production));

  it("APP_URL", () => {
    expect(isOurOrigin(ours)).toBe(true);
  });

  it.each([
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://billing.example.com",
    "https://billing.example.com:444",
    "https://billing.example.com/",
    "https://example.com",
    "https://evil.billing.example.com",
    "https://shop.example.com",
    "https://billing.example.com.evil.example",
    "null",
  ])("not %s", (origin) => {
    expect(isOurOrigin(origin)).toBe(false);
  });
});

describe("the entry a request came by", () => {
  const entry = (host?: string) =>
    entryOrigin(
      new Request("http://unused.invalid/", host === undefined ? {} : { headers: { host } }),
    );

  it("is its host, when that is ours", () => {
    expect(entry("127.0.0.1:3000")).toBe("http://127.0.0.1:3000");
  });

  it.each([
    undefined,
    "",
    "evil.example",
    "localhost:3000@evil.example",
    "localhost:3000/evil",
    "localhost:3000#",
  ])("is APP_URL for a host of %j: no link ever leads elsewhere", (host) => {
    expect(entry(host)).toBe("http://localhost:3000");
  });

  it("does not listen to X-Forwarded-Host", () => {
    const headers = { host: "localhost:3000", "x-forwarded-host": "evil.example" };
    expect(entryOrigin(new Request("http://unused.invalid/", { headers }))).toBe(
      "http://localhost:3000",
    );
  });
});

describe("a request", () => {
  const host = "billing.example.com";
  beforeEach(() => pinEnv(production));

  function judge(headers: Record<string, string>, changesState: boolean): string {
    try {
      requireOurOrigin(
        new Request(`${ours}/api/portal/view`, { headers: { host, ...headers } }),
        changesState,
      );
      return "passes";
    } catch (error) {
      expect(error).toMatchObject({ code: "csrf_failed", status: 403 });
      return "refused";
    }
  }
  const same = { "sec-fetch-site": "same-origin" };

  it.each<[string, Record<string, string>, string, string]>([
    // what it says of itself                       headers                              GET        POST
    ["our origin, same-origin", { origin: ours, ...same }, "passes", "passes"],
    ["our origin (an old browser)", { origin: ours }, "passes", "passes"],
    ["no origin, same-origin", same, "passes", "refused"],
    ["nothing at all", {}, "passes", "refused"],
    ["another site", { origin: "https://evil.example" }, "refused", "refused"],
    [
      "another site, same-origin",
      { origin: "https://evil.example", ...same },
      "refused",
      "refused",
    ],
    ["an opaque origin", { origin: "null" }, "refused", "refused"],
    ["an empty origin", { origin: "" }, "refused", "refused"],
    ["a sibling", { origin: "https://shop.example.com" }, "refused", "refused"],
    ["a sub-domain", { origin: "https://evil.billing.example.com" }, "refused", "refused"],
    ["our name over http", { origin: "http://billing.example.com" }, "refused", "refused"],
    ["our name at another port", { origin: `${ours}:8443` }, "refused", "refused"],
    ["a loopback", { origin: "http://localhost:3000" }, "refused", "refused"],
    ["same-site", { origin: ours, "sec-fetch-site": "same-site" }, "refused", "refused"],
    ["cross-site", { origin: ours, "sec-fetch-site": "cross-site" }, "refused", "refused"],
    ["cross-site without an origin", { "sec-fetch-site": "cross-site" }, "refused", "refused"],
    ["typed by hand", { "sec-fetch-site": "none" }, "refused", "refused"],
    [
      "an origin that is the forged host's",
      { origin: "https://evil.example", host: "evil.example" },
      "refused",
      "refused",
    ],
  ])("from %s", (_what, headers, read, write) => {
    expect([judge(headers, false), judge(headers, true)]).toEqual([read, write]);
  });

  it("from one of our names to another is from elsewhere", () => {
    pinEnv();
    const cross = { host: "127.0.0.1:3000", origin: "http://localhost:3000" };
    expect(judge(cross, true)).toBe("refused");
    expect(judge({ ...cross, origin: "http://127.0.0.1:3000" }, true)).toBe("passes");
  });
});
