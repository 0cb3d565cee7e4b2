import { describe, expect, it } from "vitest";
import { config } from "@/proxy";

const pages = config.matcher.map((pattern) => new RegExp(`^${pattern}$`));
const isPage = (path: string) => pages.some((pattern) => pattern.test(path));

describe("what proxy.ts gives its policy", () => {
  it.each([
    "/",
    "/demo",
    "/p/test_acme",
    "/p/session/x",
    "/embed/test_acme",
    "/nope",
    "/nope.svg",
    "/robots.txt",
    "/_next/x",
    "/_next/image",
    "/apiary",
    "/v10",
    "/sandbox",
    "/embed.js",
  ])("is every page, also the one for what is not there, and the embed's script: %s", (path) => {
    expect(isPage(path)).toBe(true);
  });

  it.each([
    "/api",
    "/api/portal/view",
    "/api/nope",
    "/v1",
    "/v1/billing_portal/sessions",
    "/sandbox/invoices/x",
    "/demo/open",
    "/demo/time",
    "/livez",
    "/readyz",
    "/_next/static/chunks/x.js",
    "/icon.svg",
    "/favicon.ico",
  ])("is no door that sets its own headers, and no file: %s", (path) => {
    expect(isPage(path)).toBe(false);
  });
});
