import { randomInt } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import {
  badLengths,
  countPlayed,
  foreignFields,
  inventedActions,
  refusedFields,
  takenFields,
  visitors,
  withField,
  wrongProofs,
} from "../fixtures/hostile/adm-cases";
import { countVariants, readLines } from "../fixtures/hostile/lines";
import { captureSave, readAnswer, replay, type SavedForm } from "../fixtures/hostile/saved-form";
import { waitForMail } from "../fixtures/mailbox";
import { createMember, openAsMember, signInMember } from "../fixtures/member";
import { requireEnv } from "../fixtures/merchant";
import { test as base, type Shop } from "../fixtures/shop";

type Played = {
  readonly request: APIRequestContext;
  readonly form: SavedForm;
  /** The cookie of this merchant's owner. */
  readonly owner: string;
  readonly origin: string;
  /** What the merchant's configuration says now. */
  readonly readDocument: () => Promise<unknown>;
};

/** A real save by this merchant's owner, kept to be sent again in every wrong way. */
const test = base.extend<{ played: Played }>({
  played: async ({ page, context, shop, playwright }, use) => {
    const member = await createMember(shop.id, "owner");
    await openAsMember(context, member);
    await page.goto(`/dashboard/test_${shop.slug}/portal`);
    await page.getByRole("switch", { name: /invoices/i }).click();
    const form = await captureSave(page);
    await expect(page.getByText(/^Saved/)).toBeVisible();
    const request = await playwright.request.newContext({
      extraHTTPHeaders: { "X-Forwarded-For": newAddress() },
    });
    await use({
      request,
      form: { ...form, input: { ...form.input, version: await shop.readVersion() } },
      owner: await signInMember(member),
      origin: requireEnv("APP_URL"),
      readDocument: shop.readDocument,
    });
  },
});

function newAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

const pagesOf = ({ slug }: Shop) => [
  `/dashboard/test_${slug}`,
  `/dashboard/test_${slug}/portal`,
  `/dashboard/test_${slug}/sessions`,
];

test("every case about server actions and sign-in is played, with every variant its line names", () => {
  const lines = readLines("adm");
  const lacking = lines.filter((line) => countPlayed(line.id) < countVariants(line));
  expect(lacking.map(({ id }) => [id, countPlayed(id)])).toEqual([]);
});

test("ADM-01 pages and actions: anonymous 401, a customer 401, a viewer 403 on acts, another merchant's owner 404", async ({
  shop,
  otherShop,
  played: { request, form, origin, readDocument },
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const landing = await request.get(await shop.openPortal(customer), { maxRedirects: 0 });
  const asCustomer = (landing.headers()["set-cookie"] ?? "").split(";")[0] ?? "";
  const viewer = await signInMember(await createMember(shop.id, "viewer"));
  const stranger = await signInMember(await createMember(otherShop.id, "owner"));
  const before = await readDocument();
  const cookies = { anonymous: "", customer: asCustomer, viewer, stranger };
  for (const { who, pages, status, code } of visitors) {
    const headers = { Cookie: cookies[who], Origin: origin };
    for (const path of pagesOf(shop)) {
      const response = await request.get(origin + path, { headers, maxRedirects: 0 });
      expect([who, path, pages.includes(response.status())]).toEqual([who, path, true]);
    }
    const told = await readAnswer(await replay(request, form, { headers }));
    expect([who, told.status, told.code]).toEqual([who, status, code]);
  }
  expect(await readDocument()).toEqual(before);
});

test("ADM-02 what proxy.ts would refuse, the action refuses too", async ({
  played: { request, form, owner, origin, readDocument },
}) => {
  // A member cookie that is none passes proxy.ts, which only looks whether there is one.
  const before = await readDocument();
  const Cookie = `${owner.split("=")[0]}=pms_${"a".repeat(43)}`;
  const told = await readAnswer(
    await replay(request, form, { headers: { Cookie, Origin: origin } }),
  );
  expect(told).toMatchObject({ status: 401, code: "session_required" });
  expect(await readDocument()).toEqual(before);
});

test("ADM-04 an invented action on every page is refused, never a 5xx", async ({
  shop,
  played: { request, owner, origin },
}) => {
  const paths = ["/", "/p/nobody", shop.portalUrl.slice(origin.length), "/embed/nobody"];
  for (const id of inventedActions) {
    for (const path of [...paths, "/dashboard", "/dashboard/sign-in", ...pagesOf(shop)]) {
      const headers = { "Next-Action": id, Cookie: owner, Origin: origin };
      const response = await request.post(origin + path, { headers, data: Buffer.from("[]") });
      expect([path, [400, 404, 405, 409].includes(response.status())]).toEqual([path, true]);
    }
  }
});

test("ADM-29 another merchant's configuration answers like an invented one, and neither is written", async ({
  otherShop,
  played: { request, form, owner, origin, readDocument },
}) => {
  const before = [await readDocument(), await otherShop.readDocument()];
  const headers = { Cookie: owner, Origin: origin };
  const swapped = async (configuration: string) => {
    const input = { ...form.input, configuration };
    const { text, ...told } = await readAnswer(await replay(request, form, { input, headers }));
    const refusal = /\{"ok":false.*?\}\}/.exec(text)?.[0] ?? "";
    return { ...told, refusal: refusal.replace(/req_\w+/, "") };
  };
  const foreign = await swapped(await otherShop.readConfigurationId());
  const unknown = await swapped("bpc_unknown");
  expect(foreign).toMatchObject({ status: 404, code: "resource_missing" });
  expect(foreign).toEqual(unknown);
  expect([await readDocument(), await otherShop.readDocument()]).toEqual(before);
});

test("ADM-30 what is not a field of the form is refused by name", async ({
  played: { request, form, owner, origin, readDocument },
}) => {
  const before = await readDocument();
  for (const name of foreignFields) {
    const input = { ...form.input, [name]: "owner" };
    const headers = { Cookie: owner, Origin: origin };
    const told = await readAnswer(await replay(request, form, { input, headers }));
    expect(told).toMatchObject({ status: 400, code: "parameter_unknown" });
    expect(told.text).toContain(`"param":"${name}"`);
  }
  expect(await readDocument()).toEqual(before);
});

test("a form sent from another site, without an origin, or copied to another page's address changes nothing", async ({
  shop,
  played: { request, form, owner, origin, readDocument },
}) => {
  const before = await readDocument();
  for (const headers of [
    { Cookie: owner, Origin: "https://evil.example" },
    { Cookie: owner, Origin: "null" },
    { Cookie: owner },
    { Cookie: owner, Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
  ]) {
    const response = await replay(request, form, { headers });
    expect(response.status()).toBe(403);
    expect((await response.json()).error.code).toBe("csrf_failed");
  }
  const elsewhere = `${shop.portalUrl}/invoices`;
  const headers = { Cookie: owner, Origin: origin };
  const copied = await replay(request, form, { url: elsewhere, headers });
  expect(copied.status()).toBe(405);
  expect(await readDocument()).toEqual(before);
});

test("a real form posted to another page of the dashboard is sent on to its own, counted, and decided there", async ({
  shop,
  otherShop,
  played: { request, form, owner, origin, readDocument },
}) => {
  const stranger = await signInMember(await createMember(otherShop.id, "owner"));
  const large = { ...form.input, padding: "x".repeat(64 * 1024 + 1) };
  const elsewhere = ["/dashboard", "/dashboard/sign-in", `/dashboard/test_${shop.slug}/sessions`];
  for (const path of elsewhere) {
    const send = async (Cookie: string, input: object, more: Record<string, string> = {}) => {
      const headers = { Cookie, Origin: origin, ...more };
      return readAnswer(await replay(request, form, { url: origin + path, input, headers }));
    };
    const before = await readDocument();
    expect(await send(stranger, form.input)).toMatchObject({ code: "resource_missing" });
    expect(await send(owner, large)).toMatchObject({ status: 413, code: "body_too_large" });
    expect(await readDocument()).toEqual(before);
    // However a reverse proxy writes the host: the Origin is ours.
    const input = { ...form.input, version: await shop.readVersion() };
    const told = await send(owner, input, { "X-Forwarded-Host": "internal:8080" });
    expect(told.text).toContain('"ok":true');
  }
});

test("ADM-49 a body over 64 KB is 413, one of unknown length 411, and nothing is written", async ({
  played: { request, form, owner, origin, readDocument },
}) => {
  const before = await readDocument();
  const headers = { Cookie: owner, Origin: origin };
  const input = { ...form.input, padding: "x".repeat(64 * 1024 + 1) };
  await test.step(badLengths.large, async () => {
    const large = await replay(request, form, { input, headers });
    expect(large.status()).toBe(413);
    expect((await large.json()).error.code).toBe("body_too_large");
  });
  await test.step(badLengths.endless, async () => {
    const endless = await fetch(form.url, {
      method: "POST",
      headers: { ...form.headers, ...headers },
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(JSON.stringify([form.input])));
          controller.close();
        },
      }),
      duplex: "half",
    } as RequestInit);
    expect(endless.status).toBe(411);
    expect((await endless.json()).error.code).toBe("length_required");
  });
  await test.step(badLengths.claimed, async () => {
    const claimed = await fetch(form.url, {
      method: "POST",
      headers: { ...form.headers, ...headers, "X-Action-Forwarded": "1" },
      body: new Blob([JSON.stringify([input])]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(claimed.status).toBe(413);
  });
  expect(await readDocument()).toEqual(before);
});

test("ADM-33 signing in with wrong codes: the same for members and strangers, and limited", async ({
  playwright,
  shop,
}) => {
  const origin = requireEnv("APP_URL");
  const open = () =>
    playwright.request.newContext({ extraHTTPHeaders: { "X-Forwarded-For": newAddress() } });
  const headers = { Origin: origin, "Content-Type": "application/json" };
  const post = (request: APIRequestContext, path: string, body: object) =>
    request.post(origin + path, { headers, data: JSON.stringify(body) });
  const told = async (request: APIRequestContext, email: string) => {
    const asked = await post(request, "/api/auth/link", { email });
    expect([asked.status(), await asked.json()]).toEqual([202, { status: "sent" }]);
    const answers = [];
    for (let tried = 0; tried < 7; tried += 1) {
      const response = await post(request, "/api/auth/link/redeem", { pin: "000000" });
      const { error } = await response.json();
      answers.push({ status: response.status(), ...error, request_id: "" });
    }
    return answers;
  };
  const { email } = await createMember(shop.id, "admin");
  const known = await test.step(wrongProofs.known, async () => told(await open(), email));
  await waitForMail(email);
  const unknown = await test.step(wrongProofs.unknown, async () =>
    told(await open(), `nobody.${randomInt(1e9)}@example.com`),
  );
  expect(known).toEqual(unknown);
  expect(known.map(({ status, code }) => [status, code])).toEqual([
    ...Array.from({ length: 5 }, () => [401, "credentials_invalid"]),
    [410, "too_many_attempts"],
    [429, "rate_limited"],
  ]);

  const browser = await open();
  await post(browser, "/api/auth/link", { email });
  const mail = await waitForMail(email, 2);
  const code = mail.link.slice(mail.link.lastIndexOf("/") + 1);
  await test.step(wrongProofs.longer, async () => {
    const longer = await post(await open(), "/api/auth/link/redeem", { code: `${code}_` });
    expect([longer.status(), (await longer.json()).error.code]).toEqual([400, "link_invalid"]);
  });
  await test.step(wrongProofs.elsewhere, async () => {
    const elsewhere = await post(await open(), "/api/auth/link/redeem", { code });
    const { error } = await elsewhere.json();
    expect([elsewhere.status(), error.code]).toEqual([403, "code_required"]);
  });
  await test.step(wrongProofs.customers, async () => {
    const merchant = `test_${shop.slug}`;
    const customers = await post(browser, "/api/portal/sessions/redeem", { merchant, code });
    expect((await customers.json()).error.code).toBe("link_invalid");
  });
  expect((await post(browser, "/api/auth/link/redeem", { code })).status()).toBe(200);
});

for (const [id, { codes, fields }] of Object.entries(refusedFields)) {
  test(`${id}: what a field must not be is refused by name and written nowhere`, async ({
    played: { request, form, owner, origin, readDocument },
  }) => {
    const before = await readDocument();
    for (const { path, value } of fields) {
      const document = withField(form.input["document"], path, value);
      const input = { ...form.input, document };
      const headers = { Cookie: owner, Origin: origin };
      const told = await readAnswer(await replay(request, form, { input, headers }));
      const shown = JSON.stringify(value).slice(0, 60);
      expect([shown, told.status]).toEqual([shown, 400]);
      expect(codes).toContain(told.code);
      expect(told.text).toContain(path.at(-1));
    }
    expect(await readDocument()).toEqual(before);
  });
}

for (const [id, { fields }] of Object.entries(takenFields)) {
  test(`${id}: texts like others are taken, and shown as they stand`, async ({
    page,
    shop,
    played: { request, form, owner, origin },
  }) => {
    const { customer, subscription } = await shop.subscribe("starterMonthly");
    await page.goto(await shop.openPortal(customer));
    for (const { path, value } of fields) {
      const document = withField(form.input["document"], path, value);
      const input = { ...form.input, document, version: await shop.readVersion() };
      const headers = { Cookie: owner, Origin: origin };
      const told = await readAnswer(await replay(request, form, { input, headers }));
      expect(told.text).toContain('"ok":true');
      await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
      if (path.at(-1) === "message") await expect(page.getByText(String(value))).toBeVisible();
      await expect(page.locator("img[src=x], a[href^=javascript]")).toHaveCount(0);
    }
  });
}
