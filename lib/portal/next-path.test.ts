import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

const base = "/p/test_acme";

describe("where to go on after signing in", () => {
  it.each([
    ["/p/test_acme/subscriptions/sub_1/cancel"],
    ["/p/test_acme/subscriptions/sub_1/change?interval=year-1"],
    ["/p/test_acme/invoices"],
  ])("is a page of the same portal: %s", (path) => {
    expect(nextPath(base, path)).toBe(path);
  });

  it.each([
    [null],
    [""],
    ["/p/test_acme"],
    ["/p/test_acme/"],
    ["/p/test_acme/link/pel_x"],
    ["/p/test_acme/login/bpc_x"],
    ["/p/test_other/invoices"],
    ["/p/test_acme/../test_other/invoices"],
    ["/p/test_acme/../../dashboard"],
    ["/p/test_acme/%2e%2e/%2e%2e/dashboard"],
    ["//evil.example/p/test_acme/x"],
    ["/p/test_acme//evil.example"],
    ["/\\evil.example"],
    ["/p/test_acme/\\evil.example"],
    ["https://evil.example/p/test_acme/x"],
    ["javascript:alert(1)"],
    ["/p/test_acme/a\tb"],
    [`/p/test_acme/${"x".repeat(2000)}`],
  ])("is nowhere else: %j", (path) => {
    expect(nextPath(base, path)).toBeNull();
  });
});
