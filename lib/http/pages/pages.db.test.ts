import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { database } from "../../db/client";
import { loadSession, visitSession } from "../../sessions/load-session";
import { mintSession } from "../../sessions/mint-session";
import { loadSnapshot } from "../../snapshot/load-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { inspectSession, landSession } from "../portal/land-session";
import { openPage } from "../portal/open-page";
import { gatePage } from "./gate-page";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { context, accessToken, code } = await openSession(merchant, customer.id);
  const { segment } = merchant;
  const cookie = `portico_${segment}=${accessToken}`;
  return { merchant, customer, context, accessToken, code, segment, cookie };
}

async function mintLink() {
  const { merchant, customer } = await setUp();
  const minter = { merchantId: merchant.id, livemode: false };
  const { id, url } = await mintSession(minter, { customer: customer.id });
  return { id, merchant, url, code: url.split("/").at(-1) ?? "" };
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Request {
  return new Request(new URL(path, "http://localhost:3000"), { method, headers });
}

function agePortal(id: string, seconds: number) {
  return database().$executeRaw`
    UPDATE portal_sessions SET created_at = created_at - make_interval(secs => ${seconds}),
      redeemed_at = redeemed_at - make_interval(secs => ${seconds}) WHERE id = ${id}`;
}

describe("any page", () => {
  it.each(["/", "/demo", "/nope", "/p/test_acme", "/P/x"])("is only read: %s", async (path) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const refusal = await gatePage(ask(path, { "next-action": "a".repeat(42) }, method));
      expect(refusal).toMatchObject({ status: 405, code: "method_not_allowed" });
    }
  });

  it("that is not of the hosted surface asks for no session", async () => {
    for (const path of ["/", "/demo", "/nope", "/p"]) expect(await gatePage(ask(path))).toBeNull();
  });
});

const down = { method: "GET", status: 503, times: 1000 };

describe("a portal page", () => {
  it("opens to the cookie of its own merchant and mode", async () => {
    const { context, segment, cookie } = await setUp();
    for (const open of [loadSession, visitSession]) {
      const opened = await openPage(`a=b; ${cookie}; c=d`, segment, open);
      expect(opened.session).toEqual(context.session);
    }
    expect(await gatePage(ask(`/p/${segment}`, { cookie }))).toBeNull();
  });

  it("does not open to a cookie that was renamed to another merchant's", async () => {
    const [mine, theirs] = [await setUp(), await setUp()];
    const live = mine.merchant.slug;
    for (const segment of [theirs.segment, live]) {
      const cookie = `portico_${segment}=${mine.accessToken}`;
      await expect(openPage(cookie, segment, visitSession)).rejects.toMatchObject({
        code: "session_required",
      });
      const refusal = await gatePage(ask(`/p/${segment}`, { cookie }));
      expect(refusal).toMatchObject({ status: 401, code: "session_required" });
    }
    await expect(openPage(mine.cookie, theirs.segment, visitSession)).rejects.toMatchObject({
      code: "session_required",
    });
  });

  it("of no merchant is missing; without a session it asks for one", async () => {
    const { segment, cookie } = await setUp();
    expect(await gatePage(ask("/p/test_nobody-at-all", { cookie }))).toMatchObject({
      status: 404,
      code: "resource_missing",
    });
    expect(await gatePage(ask(`/p/${segment}`))).toMatchObject({
      status: 401,
      code: "session_required",
      merchantName: "Shop",
    });
    expect(await gatePage(ask(`/p/${segment}`, { cookie }, "POST"))).toMatchObject({ status: 405 });
  });

  it("says that its session is over, and since when it was revoked", async () => {
    const { merchant, context, segment, cookie } = await setUp();
    await agePortal(context.session.id, 4 * 3600);
    const page = () => gatePage(ask(`/p/${segment}`, { cookie }));
    expect(await page()).toMatchObject({ status: 401, code: "session_expired" });
    await revokeSession(merchant.id, context.session.id);
    expect(await page()).toMatchObject({ status: 401, code: "session_revoked" });
  });

  it("says with its status that Stripe is down, unless there is something to show", async () => {
    const { merchant, context, segment, cookie } = await setUp();
    const page = () => gatePage(ask(`/p/${segment}`, { cookie }));
    merchant.account.arm(down);
    expect(await page()).toMatchObject({ status: 503, code: "stripe_unavailable" });
    merchant.account.disarm();
    await loadSnapshot(scopeOf(context), { upcoming: "earliest" });
    merchant.account.arm(down);
    expect(await page()).toBeNull();
  });

  it("says so, too, when what is kept was written by another version", async () => {
    const { merchant, context, segment, cookie } = await setUp();
    await loadSnapshot(scopeOf(context), { upcoming: "earliest" });
    await database().$executeRaw`
      UPDATE snapshots SET document = jsonb_set(document, '{shape}', '1') WHERE merchant_id = ${merchant.id}`;
    merchant.account.arm(down);
    expect(await gatePage(ask(`/p/${segment}`, { cookie }))).toMatchObject({
      status: 503,
      code: "stripe_unavailable",
    });
  });

  it("opens with settings that a newer version saved", async () => {
    const { merchant, segment, cookie } = await setUp();
    await database().$executeRaw`
      UPDATE configurations SET document = jsonb_set(document, '{features,loyalty}', '{"enabled": true}')
      WHERE merchant_id = ${merchant.id}`;
    expect(await gatePage(ask(`/p/${segment}`, { cookie }))).toBeNull();
  });
});

describe("a session link", () => {
  it("may be looked at by HEAD and prefetched any number of times before it is opened", async () => {
    const { url, code, merchant } = await mintLink();
    for (let look = 0; look < 5; look += 1) {
      expect(await gatePage(ask(url, {}, "HEAD"))).toBeNull();
      expect(inspectSession().status).toBe(200);
      const prefetched = await landSession(ask(url, { "sec-purpose": "prefetch" }), code);
      expect(prefetched.status).toBe(425);
      expect(prefetched.headers.get("set-cookie")).toBeNull();
    }
    const landed = await landSession(ask(url), code);
    expect(landed.status).toBe(303);
    expect(landed.headers.get("location")).toBe(`/p/${merchant.segment}`);
    const cookie = landed.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(landed.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect((await openPage(cookie, merchant.segment, loadSession)).merchant.id).toBe(merchant.id);
  });

  it("opened again by the same browser leads on, by another to the door's page", async () => {
    const { code, cookie, segment } = await setUp();
    const again = await landSession(ask(`/p/session/${code}`, { cookie }), code);
    expect(again.headers.get("location")).toBe(`/p/${segment}`);
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(await gatePage(ask(`/p/session/${code}`, { cookie }))).toBeNull();
    const elsewhere = await landSession(ask(`/p/session/${code}`), code);
    expect(elsewhere.headers.get("location")).toBe(`/p/session/${code}`);
    expect(elsewhere.headers.get("set-cookie")).toBeNull();
    expect(await gatePage(ask(`/p/session/${code}`))).toMatchObject({
      status: 410,
      code: "session_used",
    });
  });

  it("that is too old, revoked or invented has its own status", async () => {
    const old = await mintLink();
    await agePortal(old.id, 300);
    expect(await gatePage(ask(old.url))).toMatchObject({ status: 410, code: "session_expired" });
    await revokeSession(old.merchant.id, old.id);
    expect(await gatePage(ask(old.url))).toMatchObject({ status: 410, code: "session_revoked" });
    for (const code of ["x", `pxc_${"a".repeat(43)}`, "%00", "../../etc"]) {
      const refusal = await gatePage(ask(`/p/session/${encodeURIComponent(code)}`));
      expect(refusal).toMatchObject({ status: 404, code: "session_unknown" });
    }
  });
});
