import { describe, expect, it, vi } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { frameAncestors } from "./frame-ancestors";
import { framedBy, frameOptions } from "./framed-by";

vi.mock("./frame-ancestors", () => ({
  frameAncestors: vi.fn(async (segment: string) => `'self' https://${segment}.example`),
}));

describe("who may show a page in a frame", () => {
  it.each([
    "/",
    "/p/test_acme",
    "/dashboard",
    "/dashboard/test_acme/portal",
    "/embedx/acme",
    "/demo",
  ])("is nobody for %s", async (path) => {
    expect(await framedBy(path)).toBe("'none'");
  });

  it("is the dashboard for its preview", async () => {
    expect(await framedBy("/dashboard/preview")).toBe("'self'");
    expect(await framedBy("/dashboard/preview/subscriptions/x")).toBe("'self'");
    expect(await framedBy("/dashboard/previewer")).toBe("'none'");
  });

  it("is the merchant's own sites for the embed, and nobody while they cannot be read", async () => {
    pinEnv();
    expect(await framedBy("/embed/acme")).toBe("'self' https://acme.example");
    vi.mocked(frameAncestors).mockRejectedValueOnce(new Error("no database"));
    expect(await framedBy("/embed/acme")).toBe("'none'");
  });

  it("is told to old browsers as far as it can be", () => {
    expect(frameOptions("'none'")).toBe("DENY");
    expect(frameOptions("'self'")).toBe("SAMEORIGIN");
    expect(frameOptions("'self' https://shop.example")).toBeNull();
  });
});
