import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const rules = new Map(
  contentSecurityPolicy("bm9uY2U=")
    .split("; ")
    .map((rule): [string, string[]] => {
      const [name = "", ...sources] = rule.split(" ");
      return [name, sources];
    }),
);

describe("a page's policy", () => {
  it("runs only scripts that carry this answer's nonce", () => {
    expect(rules.get("script-src")).toContain("'nonce-bm9uY2U='");
    expect(rules.get("script-src")).not.toContain("'unsafe-inline'");
    expect(rules.get("script-src")).not.toContain("'unsafe-eval'");
  });

  it.each(["frame-ancestors", "object-src", "base-uri"])("allows no %s", (name) => {
    expect(rules.get(name)).toEqual(["'none'"]);
  });

  it.each(["default-src", "connect-src", "frame-src", "form-action", "font-src"])(
    "keeps %s at home",
    (name) => {
      expect(rules.get(name)).toEqual(["'self'"]);
    },
  );

  it("names who may frame it, when told", () => {
    const policy = contentSecurityPolicy("x", { frameAncestors: "'self' https://shop.example" });
    expect(policy).toMatch(/; frame-ancestors 'self' https:\/\/shop\.example$/);
  });

  it("opens nothing to everybody", () => {
    for (const sources of rules.values()) {
      expect(sources).not.toContain("*");
      expect(sources).not.toContain("http:");
    }
  });

  it("is one header line", () => {
    expect(contentSecurityPolicy("x")).not.toMatch(/[\r\n]/);
  });
});
