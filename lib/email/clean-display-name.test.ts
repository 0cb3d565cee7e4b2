import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { cleanDisplayName } from "./clean-display-name";

describe("cleanDisplayName", () => {
  it.each([
    ["Acme", "Acme"],
    ["  Acme   GmbH & Co. KG ", "Acme GmbH & Co. KG"],
    ["Café Zoë 🚀", "Café Zoë 🚀"],
    ["家族 👨‍👩‍👧", "家族 👨‍👩‍👧"],
    ["שלום", "שלום"],
    ["Evil\r\nBcc: x@evil.example", "Evil Bcc x evil.example"],
    ["Evil\u2028Bcc", "Evil Bcc"],
    ['"><img>', "img"],
    ['Acme" <ceo@acme.example>', "Acme ceo acme.example"],
    ["=?utf-8?B?RXZpbA==?=", "Billing"],
    ["Acme =?utf-8?Q?=0D=0ABcc:_x?= Inc", "Acme Inc"],
    ["==??utf-8?", "= ?utf-8?"],
    ["Acme\u202eemcA", "Acme emcA"],
    ["\u2066\u2067\u200f", "Billing"],
    ["\u0000\u0007\r\n\t", "Billing"],
    ["...", "Billing"],
    ["", "Billing"],
    ["x".repeat(500), "x".repeat(100)],
    ["🚀".repeat(101), "🚀".repeat(100)],
    ["Acme\ud800", "Acme"],
  ])("writes %j as %j", (name, written) => {
    expect(cleanDisplayName(name)).toBe(written);
  });

  it("is one short line without any sign that has a meaning in a header, whatever the name", () => {
    const parts = fc.constantFrom(
      "\r\n",
      "\n",
      "=?",
      "?=",
      "Bcc:",
      '"',
      "<",
      ">",
      "\u202e",
      "\0",
      " ",
      "a@b.co",
    );
    const name = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(name, (hostile) => {
        const cleaned = cleanDisplayName(hostile);
        expect(cleaned).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}"<>\\,;:@\u202a-\u202e\u2066-\u2069]|=\?|\?=/u,
        );
        expect(cleaned.trim()).toBe(cleaned);
        const { length } = Array.from(cleaned);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(100);
        expect(cleanDisplayName(cleaned)).toBe(cleaned);
      }),
      { numRuns: runs(2000) },
    );
  });
});
