import { describe, expect, it } from "vitest";
import { hideLinkCode } from "./hide-link-code";

describe("the code of a mailed link", () => {
  it.each([
    ["/p/test_acme/link/plk_a-b_9", "/p/test_acme/link/open"],
    ["/p/acme/link/plk_a?utm=1", "/p/acme/link/open?utm=1"],
    ["/p/acme/link/plk_a/more", "/p/acme/link/open/more"],
    ["/p/acme/link/plk_a/", "/p/acme/link/open"],
    ["/dashboard/link/plk_a/?utm=1", "/dashboard/link/open?utm=1"],
    ["/dashboard/link/plk_a", "/dashboard/link/open"],
  ])("is taken out of %s", (target, shown) => {
    const hidden = hideLinkCode(target);
    expect(hidden.target).toBe(shown);
    expect(hidden.code).toMatch(/^plk_/);
  });

  it.each(["/p/acme/link/%00", "/p/acme/link/plk_a,plk_a", "/dashboard/link/a%20b"])(
    "is replaced by what can be none in %s",
    (target) => {
      expect(hideLinkCode(target)).toMatchObject({ code: "-" });
    },
  );

  it.each(["/", "/p/acme", "/p/acme/link", "/p/acme/link/", "/x/p/acme/link/a"])(
    "is not looked for in %s",
    (target) => {
      expect(hideLinkCode(target)).toEqual({ target, code: undefined });
    },
  );
});
