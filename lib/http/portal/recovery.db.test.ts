import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import {
  keepMails,
  newAddress,
  newEmail,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, type TestCustomer } from "@/scripts/testing/make-session";
import { pinEnv } from "@/scripts/testing/pin-env";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { database } from "../../db/client";
import { env } from "../../env";
import { newSecret } from "../../ids";
import { configurationSchema } from "../../portal/configuration";
import { loadSession } from "../../sessions/load-session";
import { mintSession } from "../../sessions/mint-session";
import type { MintInput } from "../../sessions/prepare-session";
import { redeemSession } from "../../sessions/redeem-session";
import { gatePage } from "../pages/gate-page";
import { placeOf } from "../pages/place-of";
import { withOwnPage } from "../with-own-page";
import { askForLink } from "./ask-for-link";
import { redeemProof } from "./redeem-proof";

const origin = "http://localhost:3000";

let sandbox: FaultSandbox;
let shop: TestMerchant;
let configuration: string;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
  pinEnv({ ...env(), TRUST_PROXY: 1 });
  shop = await makeMerchant(sandbox);
  configuration = await addConfiguration();
});

/** Not the default one, and nobody signs in with it by mail. */
async function addConfiguration(): Promise<string> {
  const { id } = await makeConfiguration({
    merchantId: shop.id,
    livemode: false,
    isDefault: false,
    document: configurationSchema.parse({ login_page: { enabled: false } }),
  });
  return id;
}

const login = { type: "customer_login", customer_login: null } as const;

type Lost = {
  readonly customer: TestCustomer;
  readonly email: string;
  readonly id: string;
  readonly code: string;
};

/** A customer whose session link is an hour old and was never opened. */
async function lose(
  carried: (customer: TestCustomer) => Omit<MintInput, "customer"> = () => ({}),
): Promise<Lost> {
  const customer = await makeCustomer(shop);
  const email = newEmail();
  await shop.account.stripe.customers.update(customer.id, { email });
  const minter = { merchantId: shop.id, livemode: false };
  const { id, url } = await mintSession(minter, {
    configuration,
    afterExpiration: login,
    ...carried(customer),
    customer: customer.id,
  });
  await change(id, "created_at = created_at - interval '1 hour'");
  return { customer, email, id, code: url.split("/").at(-1) ?? "" };
}

async function change(id: string, how: string) {
  await database().$executeRawUnsafe(`UPDATE portal_sessions SET ${how} WHERE id = $1`, id);
}

function post(door: Parameters<typeof withOwnPage>[0], browser: string, body: object) {
  const headers = {
    host: "localhost:3000",
    origin,
    "content-type": "application/json",
    "x-forwarded-for": newAddress(),
    cookie: `portico_flow_${shop.segment}=${browser}`,
  };
  const sent = { method: "POST", headers, body: JSON.stringify(body) };
  const request = new Request(`${origin}/api/portal/sessions`, sent);
  return withOwnPage(door)(request);
}

const newBrowser = () => newSecret("pfk");
const ask = (browser: string, session: string, email: string, merchant = shop.segment) =>
  post(askForLink, browser, { merchant, email, session });
const redeem = (browser: string, code: string) =>
  post(redeemProof, browser, { merchant: shop.segment, code });

async function faceOf(answer: Response): Promise<string> {
  const { error, ...rest } = await answer.json();
  return `${answer.status} ${error?.code ?? JSON.stringify(rest)}`;
}

/** Has the way back mailed and takes it, in one browser. */
async function comeBack({ code, email }: Lost) {
  const browser = newBrowser();
  expect(await faceOf(await ask(browser, code, email))).toBe('202 {"status":"sent"}');
  await sendAsked(email);
  return redeem(browser, (await readMail(email)).code);
}

const visit = (code: string) => gatePage(new Request(`${origin}/p/session/${code}`));

describe("a session link that opens nothing any more", () => {
  it.each<[string, string, string]>([
    ["too old", "id = id", "session_expired"],
    ["used, and its visit going on elsewhere", "redeemed_at = now()", "session_used"],
    ["used, and its visit over", "redeemed_at = now(), ended_at = now()", "session_expired"],
  ])("offers the way back in by mail when it is %s", async (_what, how, code) => {
    const lost = await lose(() => ({ returnUrl: "https://shop.example/account" }));
    await change(lost.id, how);
    const verdict = await visit(lost.code);
    expect(verdict).toEqual({
      kind: "recovery",
      status: 410,
      segment: shop.segment,
      configuration,
      code,
      returnUrl: "https://shop.example/account",
    });
    expect(JSON.stringify(verdict)).not.toContain(lost.email);
    if (verdict === null) throw new Error("The link opens.");
    const place = placeOf(verdict, origin);
    expect(place.pathname).toBe(`/p/${shop.segment}/recover/${configuration}`);
    expect(place.href).not.toContain(lost.code);
    // Nobody comes to that page but by an old link.
    const visited = await gatePage(new Request(place));
    expect(visited).toMatchObject({ kind: "refused", status: 404 });
  });

  it.each<[string, string, string]>([
    ["was made without one", "after_expiration = NULL", "session_expired"],
    [
      "had one until a moment ago",
      `after_expiration = jsonb_build_object('type', 'customer_login', 'customer_login',
        jsonb_build_object('expires_at', floor(extract(epoch FROM now())) - 1))`,
      "session_expired",
    ],
    ["was revoked", "revoked_at = now()", "session_revoked"],
  ])("offers none when it %s", async (_what, how, code) => {
    const lost = await lose();
    await change(lost.id, how);
    expect(await visit(lost.code)).toMatchObject({ kind: "refused", status: 410, code });
    const answer = await ask(newBrowser(), lost.code, lost.email);
    expect(await faceOf(answer)).toBe("404 feature_disabled");
  });

  it("offers none once its configuration is inactive, and what was mailed opens nothing", async () => {
    const held = configuration;
    configuration = await addConfiguration();
    const lost = await lose();
    const browser = newBrowser();
    await ask(browser, lost.code, lost.email);
    await sendAsked(lost.email);
    await updateConfiguration(shop.id, false, configuration, { active: false });
    configuration = held;
    expect(await visit(lost.code)).toMatchObject({ kind: "refused", code: "session_expired" });
    const { code } = await readMail(lost.email);
    expect(await faceOf(await redeem(browser, code))).toBe("404 resource_missing");
  });

  it("is changed by nobody who looks", async () => {
    const lost = await lose();
    const rows = () => database().$queryRaw`
      SELECT * FROM portal_sessions WHERE merchant_id = ${shop.id} ORDER BY id`;
    const before = await rows();
    for (let count = 0; count < 5; count += 1) await visit(lost.code);
    expect(await rows()).toEqual(before);
    expect(await database().emailLink.count({ where: { sessionId: lost.id } })).toBe(0);
  });
});

describe("asking for the way back", () => {
  it("is answered alike for the session's address and every other, and mails only that", async () => {
    const lost = await lose();
    const neighbour = await lose();
    const nobody = newEmail();
    const faces: string[] = [];
    for (const email of [lost.email, neighbour.email, nobody]) {
      faces.push(await faceOf(await ask(newBrowser(), lost.code, email)));
      await sendAsked(email);
    }
    expect(faces).toEqual(Array.from({ length: 3 }, () => '202 {"status":"sent"}'));
    expect(await readMails(lost.email)).toHaveLength(1);
    expect(await readMails(neighbour.email)).toEqual([]);
    expect(await readMails(nobody)).toEqual([]);
  });

  it("takes no code but an old one of this merchant's", async () => {
    const other = await makeMerchant(sandbox);
    const lost = await lose();
    const young = await lose();
    await change(young.id, "created_at = now()");
    const told = async (code: string, merchant?: string) =>
      faceOf(await ask(newBrowser(), code, lost.email, merchant));
    expect(await told(newSecret("pxc"))).toBe("404 session_unknown");
    expect(await told("nonsense")).toBe("404 session_unknown");
    expect(await told(lost.code, other.segment)).toBe("404 session_unknown");
    expect(await told(lost.code, shop.slug)).toBe("404 session_unknown");
    expect(await told(young.code)).toBe("404 feature_disabled");
    const mixed = { merchant: shop.segment, email: lost.email, session: lost.code, configuration };
    expect(await faceOf(await post(askForLink, newBrowser(), mixed))).toBe("400 parameter_unknown");
  });
});

describe("the session that replaces an old one", () => {
  it("is for the very same customer, with all that the old one carried", async () => {
    const { stripe } = shop.account;
    const { id: account } = await stripe.accounts.create({ type: "standard" });
    const customer = await makeCustomer(shop, { on_behalf_of: account });
    const email = newEmail();
    await stripe.customers.update(customer.id, { email });
    const lost = await lose();
    const portico = { narrow: { disable: ["customer_update"] }, locale: "sv" };
    const flow = {
      type: "subscription_cancel",
      after_completion: { type: "portal_homepage", hosted_confirmation: null, redirect: null },
      customer_update: null,
      subscription_cancel: { subscription: customer.subscription, retention: null },
      subscription_pause: null,
      subscription_update: null,
      subscription_update_confirm: null,
    };
    await database().$executeRaw`
      UPDATE portal_sessions SET customer_id = ${customer.id}, on_behalf_of = ${account},
        return_url = 'https://shop.example/account', locale = 'de',
        flow = ${JSON.stringify(flow)}::jsonb, portico = ${JSON.stringify(portico)}::jsonb
      WHERE id = ${lost.id} AND merchant_id = ${shop.id}`;
    const answer = await comeBack({ ...lost, email });
    const { session, url } = await answer.json();
    expect(url).toBe(`/p/${shop.segment}/subscriptions/${customer.subscription}/cancel`);

    const [made, old] = await Promise.all(
      [session, lost.id].map((id: string) =>
        database().portalSession.findFirstOrThrow({ where: { merchantId: shop.id, id } }),
      ),
    );
    for (const name of [
      ...(["merchantId", "livemode", "customerId", "customerAccount", "configurationId"] as const),
      ...(["returnUrl", "locale", "onBehalfOf", "flow", "afterExpiration", "portico"] as const),
    ]) {
      expect([name, made?.[name]]).toEqual([name, old?.[name]]);
    }
    expect(made).toMatchObject({ customerId: customer.id, proof: "email_link", surface: "hosted" });
    expect(session).not.toBe(lost.id);
    const [, token = ""] = /=(pat_[\w-]+)/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
    const context = await loadSession(token);
    expect(context).toMatchObject({
      configurationId: configuration,
      session: { locale: "sv", scope: { onBehalfOf: account } },
      configuration: { features: { customer_update: { enabled: false } } },
    });
    const audit = await database().auditEntry.findMany({ where: { target: session } });
    expect(audit).toMatchObject([{ action: "session.opened", data: { replaces: lost.id } }]);
  });

  it("is for nobody else who shares the mailbox, and asks nobody to choose", async () => {
    const lost = await lose();
    const twin = await makeCustomer(shop);
    await shop.account.stripe.customers.update(twin.id, { email: lost.email.toUpperCase() });
    const { session } = await (await comeBack(lost)).json();
    const row = await database().portalSession.findFirst({ where: { id: session } });
    expect(row?.customerId).toBe(lost.customer.id);
  });

  it("is not made once the customer has another address", async () => {
    const lost = await lose();
    const browser = newBrowser();
    await ask(browser, lost.code, lost.email);
    await sendAsked(lost.email);
    await shop.account.stripe.customers.update(lost.customer.id, { email: newEmail() });
    const { code } = await readMail(lost.email);
    expect(await faceOf(await redeem(browser, code))).toBe("404 resource_missing");
  });

  it("is not made of what the merchant revoked meanwhile", async () => {
    const lost = await lose();
    const browser = newBrowser();
    await ask(browser, lost.code, lost.email);
    await sendAsked(lost.email);
    await change(lost.id, "revoked_at = now()");
    const { code } = await readMail(lost.email);
    expect(await faceOf(await redeem(browser, code))).toBe("404 resource_missing");
  });

  it("is made once by any number of attempts, and the old link stays what it is", async () => {
    const lost = await lose();
    const browser = newBrowser();
    await ask(browser, lost.code, lost.email);
    await sendAsked(lost.email);
    const { code } = await readMail(lost.email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(browser, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await expect(redeemSession(lost.code, [])).rejects.toMatchObject({ code: "session_expired" });
    expect((await visit(lost.code))?.kind).toBe("recovery");
  });
});
