import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { isBrowserKey, makeKey } from "./browser-key";
import {
  makeHello,
  makeReady,
  makeSchemeMessage,
  readFrameMessage,
  readHello,
  readReady,
  readSchemeMessage,
} from "./messages";

const hello = {
  browser: makeKey(),
  resume: null,
  token: null,
  page: "https://a.example/account",
  scheme: "dark",
} as const;

/** Anything a foreign script may post, and things that nearly are one of ours. */
const anything = fc.oneof(
  fc.anything(),
  fc.record(
    {
      portico: fc.constantFrom("ready", "hello", 1, null),
      type: fc.constantFrom("height", "resume", "page", "scheme", "__proto__"),
      scheme: fc.constantFrom("dark", "light", "DARK", null),
      nonce: fc.anything(),
      height: fc.anything(),
      resume: fc.anything(),
      browser: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);

describe("a key of a browser", () => {
  it("is 256 random bits behind its prefix, never the same twice", () => {
    const made = Array.from({ length: 100 }, makeKey);
    expect(made.every(isBrowserKey)).toBe(true);
    expect(new Set(made).size).toBe(100);
  });
});

describe("what frame and host page say", () => {
  it("is read as it was made", () => {
    expect(readReady(makeReady("n"))).toBe("n");
    expect(readHello(makeHello("n", hello), "n")).toEqual(hello);
    const told = { ...hello, token: "pel_x", resume: "prs_y" };
    expect(readHello(makeHello("n", told), "n")).toEqual(told);
    expect(readSchemeMessage(makeSchemeMessage("dark"))).toBe("dark");
  });

  it.each([
    ["another frame's answer", { ...makeHello("other", hello) }],
    ["no key", { ...makeHello("n", hello), browser: "pfk_short" }],
    ["a token that is no text", { ...makeHello("n", hello), token: { toString: 1 } }],
    ["a token without end", { ...makeHello("n", hello), token: "x".repeat(2001) }],
    ["no page", { ...makeHello("n", hello), page: 1 }],
    ["another kind", { ...makeHello("n", hello), portico: "ready" }],
  ])("is no answer with %s", (_what, data) => {
    expect(readHello(data, "n")).toBeNull();
  });

  it.each([
    [
      { type: "height", height: 10.2 },
      { type: "height", height: 11 },
    ],
    [{ type: "height", height: -1 }, null],
    [{ type: "height", height: Number.NaN }, null],
    [{ type: "height", height: 1e9 }, null],
    [{ type: "height", height: "10" }, null],
    [
      { type: "resume", resume: null, more: 1 },
      { type: "resume", resume: null },
    ],
    [{ type: "resume" }, null],
    [{ type: "page" }, { type: "page" }],
    [{ type: "navigate", url: "https://evil.example" }, null],
  ])("through the port is read strictly: %j is %j", (data, message) => {
    expect(readFrameMessage(data)).toEqual(message);
  });

  it("is nothing else, and nothing throws", () => {
    fc.assert(
      fc.property(anything, (data) => {
        expect(readHello(data, "n")).toBeNull();
        const ready = readReady(data);
        expect(ready === null || typeof ready === "string").toBe(true);
        expect(["dark", "light", null]).toContain(readSchemeMessage(data));
        const kinds = ["height", "resume", "page", undefined];
        expect(kinds).toContain(readFrameMessage(data)?.type);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
