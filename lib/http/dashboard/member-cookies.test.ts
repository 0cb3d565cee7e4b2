import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { clearedMemberCookie, heldMemberToken, memberCookie } from "./member-cookie";
import { clearMemberFlow, keepMemberFlow, readMemberFlow } from "./member-flow";
import { nextAuthCookies } from "./next-auth-cookies";

beforeEach(() => pinEnv());

describe("a member's cookie", () => {
  it("has next-auth's name, 8 hours, and no script reads it", () => {
    expect(memberCookie("t")).toBe(
      "next-auth.session-token=t; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax",
    );
    expect(clearedMemberCookie()).toMatch(/^next-auth\.session-token=; Path=\/; Max-Age=0;/);
  });

  it("is secure, by name and attribute, under https", () => {
    pinEnv({ APP_URL: "https://billing.example.com" });
    expect(memberCookie("t")).toMatch(/^__Secure-next-auth\.session-token=t; .*; Secure$/);
    expect(heldMemberToken("next-auth.session-token=a")).toBeUndefined();
    expect(heldMemberToken("a=b; __Secure-next-auth.session-token=t")).toBe("t");
  });

  it("is found among others, and by its whole name only", () => {
    expect(heldMemberToken("a=b;next-auth.session-token=t; c=d")).toBe("t");
    expect(heldMemberToken("x-next-auth.session-token=t")).toBeUndefined();
    expect(heldMemberToken(null)).toBeUndefined();
  });
});

describe("what a browser keeps between asking and opening", () => {
  const header = (lines: readonly string[]) => lines.map((line) => line.split(";")[0]).join("; ");

  it("is read back; a key it has already is kept", () => {
    const { key, lines } = keepMemberFlow(readMemberFlow(null), "/dashboard/test_acme/portal");
    const kept = readMemberFlow(header(lines));
    expect(kept).toEqual({ key, next: "/dashboard/test_acme/portal" });
    expect(keepMemberFlow(kept, null).key).toBe(key);
    expect(lines.every((line) => /; HttpOnly; SameSite=Lax$/.test(line))).toBe(true);
  });

  it("is nothing when it is not ours", () => {
    const forged = "portico_member_flow=x; portico_member_next=//evil.example";
    expect(readMemberFlow(forged)).toEqual({ key: undefined, next: null });
    expect(readMemberFlow(header(clearMemberFlow()))).toEqual({ key: undefined, next: null });
  });

  it("is bound to this very host under https", () => {
    pinEnv({ APP_URL: "https://billing.example.com" });
    const { lines } = keepMemberFlow(readMemberFlow(null), null);
    expect(lines.every((line) => /^__Host-portico_member_\w+=.*; Secure$/.test(line))).toBe(true);
  });
});

describe("next-auth's cookies", () => {
  it("are picked and decoded; others and broken ones are left out", () => {
    const sent =
      "a=b; next-auth.csrf-token=x%7Cy; __Host-next-auth.csrf-token=z; next-auth.bad=%E0%A4%A; xnext-auth.y=1";
    expect(nextAuthCookies(sent, () => true)).toEqual({
      "next-auth.csrf-token": "x|y",
      "__Host-next-auth.csrf-token": "z",
    });
    expect(nextAuthCookies(sent, (name) => name.startsWith("__"))).toEqual({
      "__Host-next-auth.csrf-token": "z",
    });
    expect(nextAuthCookies(null, () => true)).toEqual({});
  });
});
