import { describe, expect, it } from "vitest";
import { newId, newSecret } from "./ids";

describe("an id", () => {
  it.each([
    ["portalSession", "bps"],
    ["configuration", "bpc"],
    ["intent", "int"],
    ["merchant", "mer"],
    ["request", "req"],
  ] as const)(
    "of a %s begins with %s_ and has 24 letters that are not mistaken for others",
    (kind, prefix) => {
      expect(newId(kind)).toMatch(new RegExp(`^${prefix}_[0-9A-HJ-NP-Za-km-z]{24}$`));
    },
  );

  it("comes once", () => {
    const many = Array.from({ length: 5000 }, () => newId("event"));
    expect(new Set(many).size).toBe(many.length);
  });

  it("uses the whole alphabet", () => {
    const letters = new Set(Array.from({ length: 500 }, () => newId("event").slice(4)).join(""));
    expect(letters.size).toBe(59);
  });
});

describe("a secret", () => {
  it("is 256 bits behind its prefix", () => {
    const secret = newSecret("psk_test");
    expect(secret).toMatch(/^psk_test_[\w-]{43}$/);
    expect(Buffer.from(secret.slice("psk_test_".length), "base64url")).toHaveLength(32);
  });

  it("comes once", () => {
    const many = Array.from({ length: 1000 }, () => newSecret("pat"));
    expect(new Set(many).size).toBe(many.length);
  });
});
