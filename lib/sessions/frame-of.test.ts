import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { frameOf } from "./frame-of";

const frame = (branding: unknown) => frameOf("test_acme", { name: "Acme", branding }, false);

beforeEach(() => pinEnv());

describe("a merchant's look", () => {
  it("is its accent and its logo", () => {
    const branding = { accent: "#12aBef", logo_url: "https://cdn.example/logo.png" };
    expect(frame(branding)).toEqual({
      segment: "test_acme",
      base: "/p/test_acme",
      name: "Acme",
      livemode: false,
      accent: "#12aBef",
      logoUrl: "https://cdn.example/logo.png",
      sandbox: true,
      loginUrl: null,
    });
  });

  it.each<[string, unknown]>([
    ["nothing", null],
    ["text", "red"],
    ["a list", []],
    ["a named colour", { accent: "red", logo_url: null }],
    ["a style in a colour", { accent: "#fff000;background:url(//evil)", logo_url: null }],
    ["a short colour", { accent: "#fff" }],
    ["a logo over http", { logo_url: "http://cdn.example/logo.png" }],
    ["a script for a logo", { logo_url: "javascript:alert(1)" }],
    ["data for a logo", { logo_url: "data:image/svg+xml,<svg onload=alert(1)>" }],
  ])("is ours where it cannot be used: %s", (_what, branding) => {
    expect(frame(branding)).toMatchObject({ accent: null, logoUrl: null });
  });

  it("loses only the part that cannot be used", () => {
    expect(frame({ accent: "#123456", logo_url: "nowhere" })).toMatchObject({
      accent: "#123456",
      logoUrl: null,
    });
  });
});

describe("sample data is never mistaken for money", () => {
  it.each([
    [{ isDemo: true }, true],
    [{ isDemo: true, STRIPE_SECRET_KEY: "sk_test_1" }, false],
    [{ isDemo: false }, false],
  ])("in %j the page says sandbox: %s", (env, sandbox) => {
    pinEnv(env);
    expect(frame(null).sandbox).toBe(sandbox);
  });
});
