import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { newSecret } from "../ids";
import { isToken, loadSession, visitSession } from "./load-session";

const garbage = [
  "",
  "%00",
  "\0",
  ";",
  "x".repeat(9 * 1024),
  "pat_",
  "pat_short",
  `pat_${"x".repeat(42)}`,
  `pat_${"x".repeat(44)}`,
  `pat_${"x".repeat(43)}\n`,
  ` pat_${"x".repeat(43)}`,
  `sk_${"x".repeat(43)}`,
  `PAT_${"x".repeat(43)}`,
  `pat_${"x".repeat(42)}%`,
  `pat_${"x".repeat(42)}=`,
  "__proto__",
  "' OR 1=1 --",
];

describe("a token", () => {
  it.each(["pat", "pxc", "pdl"])("is what newSecret makes behind %s", (prefix) => {
    fc.assert(
      fc.property(fc.constant(null), () => isToken(newSecret(prefix))),
      { numRuns: runs(2000) },
    );
  });

  it.each(garbage)("is not %j", (text) => {
    expect(isToken(text)).toBe(false);
  });

  it("is never longer than a token, whatever is sent", () => {
    const text = fc.oneof(fc.string(), fc.string({ minLength: 40, maxLength: 60 }));
    fc.assert(
      fc.property(text, (sent) => !isToken(sent) || sent.length === 47),
      { numRuns: runs(10_000) },
    );
  });
});

describe("what is no token", () => {
  it.each([undefined, ...garbage])("opens nothing and asks no database: %j", async (text) => {
    await expect(loadSession(text)).rejects.toMatchObject({
      code: "session_required",
      status: 401,
    });
    await expect(visitSession(text)).rejects.toMatchObject({
      code: "session_required",
      status: 401,
    });
  });
});
