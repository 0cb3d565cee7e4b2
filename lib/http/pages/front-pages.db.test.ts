import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import {
  ageLinks,
  askFor,
  keepMails,
  newEmail,
  openLogin,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { database } from "../../db/client";
import { configurationSchema } from "../../portal/configuration";
import { proveLink } from "../../proofs/prove-link";
import { mintSession } from "../../sessions/mint-session";
import { redeemSession } from "../../sessions/redeem-session";
import { linkCodeHeader } from "../hide-link-code";
import { gatePage } from "./gate-page";
import { placeOf } from "./place-of";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
});

const origin = "http://localhost:3000";

function look(path: string, headers: Record<string, string> = {}, method = "GET") {
  return gatePage(new Request(new URL(path, origin), { method, headers }));
}

async function openShop() {
  const shop = await makeMerchant(sandbox);
  const configuration = await openLogin(shop);
  return { shop, configuration, base: `/p/${shop.segment}` };
}

async function visit(shop: TestMerchant) {
  const { id } = await makeCustomer(shop);
  const { context, accessToken, code } = await openSession(shop, id);
  return { id: context.session.id, cookie: `portico_${shop.segment}=${accessToken}`, code };
}

function agePortal(id: string, seconds: number) {
  return database().$executeRaw`
    UPDATE portal_sessions SET last_active_at = last_active_at - make_interval(secs => ${seconds})
    WHERE id = ${id}`;
}

function addConfiguration(merchantId: string, enabled = true) {
  const document = configurationSchema.parse({ login_page: { enabled } });
  return makeConfiguration({ merchantId, livemode: false, isDefault: false, document });
}

describe("a portal without a session", () => {
  it("is its login page where customers may sign in by mail", async () => {
    const { configuration, base, shop } = await openShop();
    const shown = { kind: "login", segment: shop.segment, configuration };
    expect(await look(base)).toMatchObject({ ...shown, status: 200, code: null, next: null });
    expect(await look(`${base}?prefilled_email=a%40b.co`)).toMatchObject({
      ...shown,
      prefilledEmail: "a@b.co",
    });
    expect(await look(base, {}, "HEAD")).toMatchObject({ ...shown, status: 200 });
    expect(await look(base, {}, "POST")).toMatchObject({ kind: "refused", status: 405 });
  });

  it("below its front refuses with the login page and comes back to the page", async () => {
    const { base } = await openShop();
    const path = `${base}/subscriptions/sub_1/change?interval=year-1`;
    expect(await look(path)).toMatchObject({
      kind: "login",
      status: 401,
      code: "session_required",
      next: path,
    });
    expect(await look(`${base}?next=${encodeURIComponent(path)}`)).toMatchObject({
      status: 200,
      next: path,
    });
    expect(await look(`${base}?next=${encodeURIComponent("//evil.example/")}`)).toMatchObject({
      next: null,
    });
  });

  it("asks for its link where they may not", async () => {
    const { shop, base } = await openShop();
    await openLogin(shop, {}, false);
    expect(await look(base)).toMatchObject({
      kind: "refused",
      status: 401,
      code: "session_required",
      login: null,
    });
    expect(await look(`${base}?reason=logged_out`)).toMatchObject({
      status: 401,
      code: "logged_out",
    });
  });

  it("says why it is over", async () => {
    const { shop, base } = await openShop();
    const { id, cookie } = await visit(shop);
    expect(await look(base, { cookie })).toBeNull();
    await agePortal(id, 3600);
    expect(await look(base, { cookie })).toMatchObject({ status: 200, code: "session_expired" });
    expect(await look(`${base}/invoices`, { cookie })).toMatchObject({
      status: 401,
      code: "session_expired",
      next: `${base}/invoices`,
    });
    await revokeSession(shop.id, id);
    expect(await look(base, { cookie })).toMatchObject({ status: 200, code: "session_revoked" });
    expect(await look(`${base}?reason=logged_out`)).toMatchObject({
      status: 200,
      code: "logged_out",
    });
  });

  it("keeps the configuration of the visit that is over", async () => {
    const { shop, base } = await openShop();
    const own = await addConfiguration(shop.id);
    const { id: customer } = await makeCustomer(shop);
    const minter = { merchantId: shop.id, livemode: false };
    const { id, url } = await mintSession(minter, { customer, configuration: own.id });
    const code = url.split("/").at(-1) ?? "";
    const { accessToken } = await redeemSession(code, []);
    await agePortal(id, 3600);
    const cookie = `portico_${shop.segment}=${accessToken}`;
    expect(await look(base, { cookie })).toMatchObject({ configuration: own.id });
    expect(await look(`/p/session/${code}`)).toMatchObject({
      kind: "refused",
      status: 410,
      login: `${base}/login/${own.id}`,
    });
  });

  it("after a used session link offers the mail instead", async () => {
    const { shop, base } = await openShop();
    const { code } = await visit(shop);
    expect(await look(`/p/session/${code}`)).toMatchObject({
      status: 410,
      code: "session_used",
      login: base,
    });
  });
});

describe("the login page of one configuration", () => {
  it("is shown to everybody, signed in or not", async () => {
    const { shop, base, configuration } = await openShop();
    const other = await addConfiguration(shop.id);
    const { cookie } = await visit(shop);
    for (const id of [configuration, other.id]) {
      expect(await look(`${base}/login/${id}`)).toBeNull();
      expect(await look(`${base}/login/${id}`, { cookie })).toBeNull();
    }
  });

  it("is missing alike when it is unknown, foreign, switched off or inactive", async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const off = await addConfiguration(mine.shop.id, false);
    const inactive = await addConfiguration(mine.shop.id);
    await updateConfiguration(mine.shop.id, false, inactive.id, { active: false });
    const ids = [
      off.id,
      inactive.id,
      theirs.configuration,
      "bpc_unknown",
      "",
      "%00",
      "x".repeat(99),
    ];
    const unknownPage = await look(`${mine.base}/login/bpc_unknown`);
    expect(unknownPage).toMatchObject({ status: 404, code: "resource_missing", login: null });
    for (const id of ids) {
      expect(await look(`${mine.base}/login/${id}`)).toEqual(unknownPage);
    }
    expect(await look(`/p/${mine.shop.slug}/login/${mine.configuration}`)).toMatchObject({
      status: 404,
    });
  });
});

describe("a mailed link", () => {
  async function receive() {
    const { shop, base, configuration } = await openShop();
    const email = newEmail();
    const stripe = shop.account.stripeAgo(1);
    await stripe.customers.create({ email });
    const key = await askFor({ merchantId: shop.id, email });
    await sendAsked(email);
    const { link, code } = await readMail(email);
    const cookie = `portico_flow_${shop.segment}=${key}`;
    const path = new URL(link).pathname;
    return { shop, base, configuration, email, key, code, cookie, path };
  }

  it("may be looked at any number of times, and its code is in no address of ours", async () => {
    const { path, email, shop, code, key, cookie } = await receive();
    const shown = { kind: "link", status: 200, segment: shop.segment };
    const masked = `a…${email.slice(email.indexOf("@"))}`;
    for (const method of ["HEAD", "GET", "GET", "GET", "GET", "GET"]) {
      expect(await look(path, {}, method)).toEqual({ ...shown, email: masked, isOwn: false });
    }
    const own = await look(path, { cookie, "sec-purpose": "prefetch;prerender" });
    expect(own).toEqual({ ...shown, email: masked, isOwn: true });
    if (own === null) throw new Error("It is shown.");
    expect(placeOf(own, origin).href).not.toContain(code);
    expect(placeOf(own, origin).href).not.toContain(encodeURIComponent(email));
    const scope = { merchantId: shop.id, livemode: false };
    expect((await proveLink("customer", scope, code, key)).email).toBe(email);
  });

  it("is found by the code that was taken out of its address", async () => {
    const { base, code } = await receive();
    const hidden = { [linkCodeHeader]: code };
    expect(await look(`${base}/link/open`, hidden)).toMatchObject({ kind: "link" });
    expect(await look(`${base}/link/open`)).toMatchObject({ status: 400, code: "link_invalid" });
  });

  it("that is damaged or another merchant's is refused and leads to a new one", async () => {
    const { base, code, path } = await receive();
    const other = await openShop();
    const damaged = [code.slice(0, -1), code + code, code.toUpperCase(), "", "%00", "%25E0", "x"];
    for (const text of damaged) {
      expect(await look(`${base}/link/${text}`)).toMatchObject({
        kind: "refused",
        status: 400,
        code: "link_invalid",
        login: base,
        portal: null,
      });
    }
    expect(await look(`${other.base}/link/${code}`)).toMatchObject({
      status: 400,
      code: "link_invalid",
      login: other.base,
    });
    expect(await look(`/p/test_nobody-at-all/link/${code}`)).toMatchObject({ status: 404 });
    expect(await look(path)).toMatchObject({ kind: "link" });
  });

  it("that is over says so, and only the asking browser is told the address again", async () => {
    const { base, path, cookie, email } = await receive();
    await ageLinks(email, 600);
    const over = { kind: "refused", status: 410, code: "link_expired" };
    expect(await look(path)).toMatchObject({ ...over, login: base });
    expect(await look(path, { cookie })).toMatchObject({
      ...over,
      login: `${base}?prefilled_email=${encodeURIComponent(email)}`,
    });
  });

  it("that was superseded or used says so; who is signed in is led on", async () => {
    const { shop, path, cookie, email, base } = await receive();
    const key = await askFor({ merchantId: shop.id, email });
    await sendAsked(email);
    expect(await look(path, { cookie })).toMatchObject({ status: 410, code: "link_superseded" });
    const newest = (await readMails(email)).at(-1);
    const scope = { merchantId: shop.id, livemode: false };
    await proveLink("customer", scope, newest?.code, key);
    const used = `${base}/link/${newest?.code}`;
    expect(await look(used)).toMatchObject({ status: 410, code: "link_used", portal: null });
    const visitor = await visit(shop);
    expect(await look(used, { cookie: visitor.cookie })).toMatchObject({
      status: 410,
      portal: shop.segment,
    });
  });
});
