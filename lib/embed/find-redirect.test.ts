import { describe, expect, it } from "vitest";
import { findRedirect } from "./find-redirect";

const urls = ["https://a.example/account?from=mail", "https://a.example/billing#top"];

describe("where a mailed link leads back to", () => {
  it.each<[string, string | null]>([
    ["https://a.example/account", urls[0] ?? null],
    ["https://a.example/billing", urls[1] ?? null],
    ["https://a.example/account/", null],
    ["https://a.example/", null],
    ["https://b.example/account", null],
    ["", null],
  ])("from %s is the configured page with that origin and path: %s", (page, found) => {
    expect(findRedirect(page, urls)).toBe(found);
  });
});
