import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { hostedLink, memberLink, redirectLink } from "./compose-link";
import { maskEmail } from "./mask-email";

const code = `plk_${"a".repeat(43)}`;

beforeEach(() => pinEnv({ APP_URL: "https://billing.example.com" }));

it("links to our pages begin with APP_URL", () => {
  expect(hostedLink("test_acme", code)).toBe(
    `https://billing.example.com/p/test_acme/link/${code}`,
  );
  expect(memberLink(code)).toBe(`https://billing.example.com/dashboard/link/${code}`);
});

describe("a link to the merchant's own page", () => {
  it.each([
    [
      "https://shop.example/billing",
      "fragment",
      `https://shop.example/billing#portico_token=${code}`,
    ],
    ["https://shop.example", "fragment", `https://shop.example/#portico_token=${code}`],
    ["https://shop.example/?a=1", "fragment", `https://shop.example/?a=1#portico_token=${code}`],
    ["https://shop.example/#/billing", "fragment", `https://shop.example/?token=${code}#/billing`],
    ["https://shop.example/b", "query", `https://shop.example/b?token=${code}`],
    ["https://shop.example/b?", "query", `https://shop.example/b?token=${code}`],
    ["https://shop.example/b?a=%20x&b", "query", `https://shop.example/b?a=%20x&b&token=${code}`],
    ["https://shop.example/b?a=1#c", "query", `https://shop.example/b?a=1&token=${code}#c`],
    ["https://shop.example/b?token=old&a=1", "query", `https://shop.example/b?a=1&token=${code}`],
  ] as const)("%s, token in the %s", (url, tokenIn, link) => {
    expect(redirectLink(url, code, tokenIn)).toBe(link);
  });
});

it.each([
  ["ada@example.com", "a…@example.com"],
  ["a@b.co", "a…@b.co"],
  ["\u{20000}x@b.co", "\u{20000}…@b.co"],
])("a masked address shows the first letter and the domain: %s", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
