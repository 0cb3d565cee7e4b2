import { expect } from "@playwright/test";
import { everyAction } from "../fixtures/action-names";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

/** One of each kind of answer: pages, doors, files, what Next says by itself, and what is not there. */
const pathsOf = (segment: string) => [
  `/p/${segment}`,
  `/p/${segment}/invoices`,
  `/p/${segment}/invoices/in_x/pay`,
  `/embed/${segment}/invoices/in_x/pay`,
  `/p/${segment}/login/x`,
  `/p/${segment}/link/plk_${"a".repeat(43)}`,
  "/p/session/x",
  "/p/refused?return_url=javascript:alert(1)",
  `/embed/${segment}`,
  "/embed/nobody",
  "/embed.js",
  "/icon.svg",
  "/favicon.ico",
  "/dashboard",
  "/dashboard/sign-in",
  "/dashboard/setup",
  "/dashboard/preview",
  `/dashboard/link/pml_${"a".repeat(43)}`,
  `/dashboard/${segment}/portal`,
  "/mailbox",
  "/mailbox.json",
  "/livez",
  "/_next/static/x.js",
  "/_next/image?url=/icon.svg&w=64&q=75",
  "/api",
  "/api/auth/session",
  "/api/auth/callback/email?token=x&email=a@x.co",
  "/api/auth/signin?callbackUrl=%00",
  "/api/auth/link",
  "/api/auth/link/redeem",
  "/api/auth/setup",
  "/api/auth/sign-out",
  "/api/portal/sessions",
  "/api/portal/sessions/redeem",
  "/api/portal/sessions/inspect",
  "/api/portal/sessions/renew",
  "/api/portal/sessions/logout",
  "/api/portal/view",
  "/api/portal/previews/change_plan",
  ...everyAction.map((name) => `/api/portal/actions/${name}`),
  "/v1/nope",
  "/nothing/here",
];

const ancestorsOf: Record<string, RegExp> = {
  "/embed/": /'self' https:\/\/shop\.example http:\/\/localhost:\*/,
  "/dashboard/preview": /^'self'$/,
};

test("every answer to every method says who may frame it, leads nowhere else, and none is a 5xx", async ({
  shop,
  request,
}) => {
  test.slow();
  const segment = `test_${shop.slug}`;
  await shop.openLogin({}, { security: { allowed_origins: ["https://shop.example"] } });
  const origin = requireEnv("APP_URL");
  for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
    for (const path of pathsOf(segment)) {
      const response = await request.fetch(path, { method, maxRedirects: 0 });
      const headers = response.headers();
      const [, ancestors = ""] =
        /frame-ancestors ([^;]*)/.exec(headers["content-security-policy"] ?? "") ?? [];
      const known = Object.keys(ancestorsOf).find((start) => path.startsWith(start));
      const allowed = path === "/embed/nobody" || known === undefined ? "" : known;
      expect([method, path, response.status() < 500]).toEqual([method, path, true]);
      expect([method, path, ancestors]).toEqual([
        method,
        path,
        expect.stringMatching(ancestorsOf[allowed] ?? /^'none'$/),
      ]);
      expect(new URL(headers["location"] ?? "/", origin).origin).toBe(origin);
      expect(`${headers["location"]}`).not.toContain("javascript:");
    }
  }
});

test("browsers find the icon where they look for one by themselves", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toBe("image/svg+xml");
});
