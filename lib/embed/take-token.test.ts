import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { takeToken } from "./take-token";

const code = `pel_${"x".repeat(43)}`;

describe("an address with a mailed link's token", () => {
  it.each([
    ["https://a.example/#portico_token=CODE", "https://a.example/"],
    ["https://a.example/account?tab=1#portico_token=CODE", "https://a.example/account?tab=1"],
    ["https://a.example/account?token=CODE", "https://a.example/account"],
    ["https://a.example/account?tab=1&token=CODE", "https://a.example/account?tab=1"],
    ["https://a.example/account?token=CODE&tab=1", "https://a.example/account?tab=1"],
    ["https://a.example/account?token=CODE#billing", "https://a.example/account#billing"],
    ["https://a.example/?a=%20&b=+&token=CODE&c", "https://a.example/?a=%20&b=+&c"],
    ["https://a.example/#billing&portico_token=CODE", "https://a.example/#billing"],
    ["https://a.example/#portico_token=CODE&portico_token=CODE", "https://a.example/"],
    ["https://a.example/?token=CODE#portico_token=CODE", "https://a.example/"],
    ["https://a.example/?x=1?y&token=CODE", "https://a.example/?x=1?y"],
  ])("gives the token and keeps the rest as it was: %s", (href, rest) => {
    expect(takeToken(href.replaceAll("CODE", code))).toEqual({ token: code, rest });
  });

  it.each(["#portico_token=", "#portico_token=abc", "#portico_token=%00<script>"])(
    "loses one that was cut short or tampered with, too: %s",
    (fragment) => {
      const { token, rest } = takeToken(`https://a.example/${fragment}`);
      expect(token).toBe(fragment.slice("#portico_token=".length));
      expect(rest).toBe("https://a.example/");
    },
  );
});

describe("an address without one", () => {
  it.each([
    "https://a.example/",
    "https://a.example/?token=the-host-page-has-its-own",
    "https://a.example/?mytoken=pel_x",
    "https://a.example/#token=pel_x",
    "https://a.example/#/route?portico_token=x",
    "https://a.example/?",
    "https://a.example/#",
    "https://a.example/?&#&",
    "",
  ])("stays as it is: %s", (href) => {
    expect(takeToken(href)).toEqual({ token: null, rest: href });
  });
});

describe("whatever the address", () => {
  it("is never taken apart: what is not ours is still there, in order", () => {
    const parts = fc.array(fc.constantFrom("a=1", "token=x", "", "b", "%", "portico=2"));
    fc.assert(
      fc.property(parts, parts, fc.boolean(), (query, fragment, inFragment) => {
        const own = inFragment ? `portico_token=${code}` : `token=${code}`;
        const write = (search: readonly string[], hash: readonly string[]) =>
          `https://a.example/${search.length ? `?${search.join("&")}` : ""}${hash.length ? `#${hash.join("&")}` : ""}`;
        const href = inFragment
          ? write(query, [...fragment, own])
          : write([...query, own], fragment);
        expect(takeToken(href)).toEqual({ token: code, rest: write(query, fragment) });
      }),
      { numRuns: runs(2000) },
    );
  });

  it("throws nothing", () => {
    fc.assert(
      fc.property(fc.string(), (href) => {
        expect(takeToken(href).rest.length).toBeLessThanOrEqual(href.length);
      }),
      { numRuns: runs(2000) },
    );
  });
});
