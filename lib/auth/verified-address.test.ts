import { describe, expect, it } from "vitest";
import { pickPrimary, verifiedAddress } from "./verified-address";

describe("the address a provider vouches for", () => {
  it("is read as addresses are compared", () => {
    const profile = { sub: "1", email: "Dana@Example.COM", email_verified: true };
    expect(verifiedAddress(profile)).toBe("dana@example.com");
  });

  it.each([
    null,
    "x",
    {},
    { email: "a@example.com" },
    { email: "a@example.com", email_verified: false },
    { email: "a@example.com", email_verified: "true" },
    { email: ["a@example.com"], email_verified: true },
    { email: "a b@example.com", email_verified: true },
  ])("is none in %j", (profile) => {
    expect(verifiedAddress(profile)).toBeNull();
  });
});

describe("of GitHub's addresses", () => {
  const box = (email: string, primary: boolean, verified: boolean) => ({
    email,
    primary,
    verified,
  });

  it("the primary one counts, wherever it stands", () => {
    const list = [box("b@example.com", false, true), box("a@example.com", true, true)];
    expect(pickPrimary(list)).toEqual({ email: "a@example.com", email_verified: true });
  });

  it.each([
    [[box("a@example.com", true, false), box("b@example.com", false, true)]],
    [[box("b@example.com", false, true)]],
    [[]],
    [{ message: "Bad credentials" }],
    [null],
  ])("none counts in %j", (list) => {
    expect(pickPrimary(list)).toBeNull();
  });
});
