import { describe, expect, it } from "vitest";
import { readCredentials } from "./read-credentials";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

describe("the secret key", () => {
  it.each([
    ["Bearer psk_test_1", "psk_test_1"],
    ["bearer psk_test_1", "psk_test_1"],
    ["BEARER   psk_test_1  ", "psk_test_1"],
    [basic("psk_test_1:"), "psk_test_1"],
    [basic("psk_test_1"), "psk_test_1"],
    [basic("psk_test_1:ignored"), "psk_test_1"],
    ["Bearer ' OR 1=1", "'"],
  ])("of %s is %s", (header, key) => {
    expect(readCredentials(header)).toBe(key);
  });

  it.each([
    null,
    "",
    " ",
    "Bearer",
    "Bearer ",
    "psk_test_1",
    "Digest psk_test_1",
    "Basic",
    "Basic =",
    basic(":"),
    basic(""),
  ])("of %j is none", (header) => {
    expect(readCredentials(header)).toBeNull();
  });

  it("is only text, whatever bytes were sent", () => {
    expect(readCredentials("Basic ////////")).toEqual(expect.any(String));
  });
});
