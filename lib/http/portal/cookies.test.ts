import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { isToken } from "../../sessions/load-session";
import {
  choiceCookie,
  clearedSessionCookie,
  cookieName,
  flowCookie,
  heldBrowserKey,
  heldTicket,
  heldToken,
  heldTokens,
  sessionCookie,
} from "./cookies";

const token = `pat_${"a".repeat(43)}`;
const other = `pat_${"b".repeat(43)}`;
const https = { APP_URL: "https://billing.example.com" };

function tokensOf(cookie: string | null): string[] {
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  return heldTokens(new Request("http://localhost:3000/", { headers }));
}

beforeEach(() => pinEnv());

describe("the portal cookie", () => {
  it("under https is locked to this host and to https", () => {
    pinEnv(https);
    expect(sessionCookie("acme", token)).toBe(
      `__Host-portico_acme=${token}; Path=/; Max-Age=14400; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  it("under http is plain, for browsers would drop a locked one", () => {
    expect(sessionCookie("acme", token)).toBe(
      `portico_acme=${token}; Path=/; Max-Age=14400; HttpOnly; SameSite=Lax`,
    );
  });

  it("is one for each merchant and mode", () => {
    expect(new Set(["acme", "test_acme", "globex"].map(cookieName)).size).toBe(3);
  });

  it("comes back as it was set", () => {
    const [pair = ""] = sessionCookie("test_acme", token).split(";");
    expect(heldToken(pair, "test_acme")).toBe(token);
    expect(tokensOf(pair)).toEqual([token]);
  });
});

describe("the token held for a merchant", () => {
  const header = `theme=dark; portico_test_acme=${other}; portico_acme=${token}`;

  it.each([
    ["acme", token],
    ["test_acme", other],
    ["globex", undefined],
    ["acm", undefined],
    ["", undefined],
  ])("%j is %s", (segment, held) => {
    expect(heldToken(header, segment)).toBe(held);
  });

  it("is none without cookies", () => {
    expect(heldToken(null, "acme")).toBeUndefined();
    expect(heldToken("", "acme")).toBeUndefined();
  });

  it("is not taken from a plain cookie under https: a sibling host could have set it", () => {
    pinEnv(https);
    expect(heldToken(`portico_acme=${token}`, "acme")).toBeUndefined();
    expect(tokensOf(`portico_acme=${token}`)).toEqual([]);
    expect(tokensOf(`__Host-portico_acme=${token}`)).toEqual([token]);
  });
});

describe("all tokens held", () => {
  it("are those of every merchant and of nobody else", () => {
    expect(tokensOf(`a=1; portico_acme=${token};portico_test_acme=${other};  b=2`)).toEqual([
      token,
      other,
    ]);
  });

  it("are at most twenty, however many are sent", () => {
    const many = Array.from({ length: 500 }, (_, index) => `portico_m${index}=${token}`).join("; ");
    expect(tokensOf(many)).toHaveLength(20);
  });

  it.each([
    null,
    "",
    ";",
    ";;;; ;",
    "=",
    "%00",
    "portico_acme",
    "portico_acme=",
    "portico_acme=%00",
    `portico_acme="${token}"`,
    `portico_acme=${token}.signed`,
    `portico_acme=${"x".repeat(9 * 1024)}`,
    `Portico_acme=${token}`,
  ])("are no tokens in garbage, and nothing throws: %j", (cookie) => {
    expect(tokensOf(cookie).filter(isToken)).toEqual([]);
  });
});

describe("the cookies around a mailed link", () => {
  const key = `pfk_${"k".repeat(43)}`;
  const ticket = `ptk_${"t".repeat(43)}`;
  const pairOf = (line: string) => line.split(";")[0] ?? "";

  it("come back as they were set, each to its own reader", () => {
    const header = [
      pairOf(flowCookie("test_acme", key)),
      pairOf(choiceCookie("test_acme", ticket)),
      pairOf(sessionCookie("test_acme", token)),
    ].join("; ");
    expect(heldBrowserKey(header, "test_acme")).toBe(key);
    expect(heldTicket(header, "test_acme")).toBe(ticket);
    expect(heldToken(header, "test_acme")).toBe(token);
    expect(tokensOf(header)).toEqual([token]);
    expect(heldBrowserKey(header, "acme")).toBeUndefined();
    expect(heldTicket(header, "acme")).toBeUndefined();
  });

  it.each(["nonsense", "", "pfk_short", token, `${key}%`, `pfk_${"k".repeat(87)}`])(
    "give no key when it is malformed: %j",
    (value) => {
      expect(heldBrowserKey(`portico_flow_acme=${value}`, "acme")).toBeUndefined();
    },
  );

  it("are locked to this host under https, and taken back by an empty one", () => {
    pinEnv(https);
    const locked = "Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure";
    expect(flowCookie("acme", key)).toBe(`__Host-portico_flow_acme=${key}; ${locked}`);
    expect(choiceCookie("acme", null)).toMatch(/^__Host-portico_choice_acme=; Path=\/; Max-Age=0;/);
    expect(clearedSessionCookie("acme")).toMatch(/^__Host-portico_acme=; Path=\/; Max-Age=0;/);
  });
});
