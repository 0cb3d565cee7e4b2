import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import {
  askFor,
  keepMails,
  newEmail,
  openLogin,
  readMail,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession as openHosted } from "@/scripts/testing/make-session";
import { database, transact } from "../../db/client";
import { findDefaultConfiguration } from "../../db/configurations";
import { newSecret } from "../../ids";
import { openSession } from "../../sessions/open-session";
import { withOwnPage } from "../with-own-page";
import { inspectMailedLink } from "./inspect-mailed-link";
import { renewPortalSession as renew } from "./renew-portal-session";
import { showView } from "./show-view";
import { withPortalSession } from "./with-portal-session";

const inspect = withOwnPage(inspectMailedLink);
const view = withPortalSession(showView);

let sandbox: FaultSandbox;
let shop: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
  shop = await makeMerchant(sandbox);
  await openLogin(shop);
});

const origin = "http://localhost:3000";
type Door = (
  request: Request,
  route: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** What the frame sends: no cookie, JSON, its own origin. */
async function send(door: Door, body: unknown, over: Readonly<Record<string, string>> = {}) {
  const own = { host: "localhost:3000", origin, "content-type": "application/json", ...over };
  const headers = new Headers(own);
  for (const [name, value] of Object.entries(own)) if (value === "") headers.delete(name);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const sent = body === undefined ? {} : { method: "POST", body: text };
  const request = new Request(`${origin}/api/portal/x`, { headers, ...sent });
  const answer = await door(request, { params: Promise.resolve({}) });
  const json = await answer.json();
  return { status: answer.status, code: json.error?.code, param: json.error?.param, json, answer };
}

async function openInFrame(browser = newSecret("pfk")) {
  const { id: customerId } = await makeCustomer(shop);
  const row = await findDefaultConfiguration(shop.id, false);
  const owner = { merchantId: shop.id, livemode: false, customerId };
  const opened = await transact((tx) =>
    openSession(tx, {
      ...owner,
      configurationId: row?.id ?? "",
      proof: "email_link",
      embeddedIn: browser,
    }),
  );
  return { ...opened, browser, customerId };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("renewing", () => {
  it("takes a live bearer and gives the next one, and no cookie", async () => {
    const { id, accessToken } = await openInFrame();
    const { status, json, answer } = await send(renew, {}, bearer(accessToken));
    expect({ status, json }).toEqual({
      status: 200,
      json: { session: id, token: expect.stringMatching(/^pat_/), expires_in: 300 },
    });
    expect(json.token).not.toBe(accessToken);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const again = await send(renew, {}, bearer(accessToken));
    expect(again).toMatchObject({ status: 401, code: "session_expired" });
  });

  it("takes a resume token with its browser's key, once", async () => {
    const { id, resume, browser } = await openInFrame();
    const first = await send(renew, { resume, browser });
    expect(first).toMatchObject({ status: 200, json: { session: id, expires_in: 300 } });
    expect(first.json.resume).toMatch(/^prs_[\w-]{43}$/);
    expect(await send(renew, { resume, browser })).toMatchObject({ code: "session_expired" });
    const { resume: next } = first.json;
    const foreign = await send(renew, { resume: next, browser: newSecret("pfk") });
    expect(foreign).toMatchObject({ status: 401, code: "session_expired" });
    expect((await send(renew, { resume: next, browser })).status).toBe(200);
  });

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ["without anything", {}, {}, 401, "session_required"],
    ["with an empty bearer", {}, { authorization: "Bearer " }, 401, "session_required"],
    ["with a password", {}, { authorization: "Basic eDp5" }, 401, "session_required"],
    ["with an invented bearer", {}, bearer(newSecret("pat")), 401, "session_expired"],
    ["with a key alone", { resume: newSecret("prs") }, {}, 400, "parameter_missing"],
    [
      "with an empty resume token",
      { resume: "", browser: "x" },
      {},
      400,
      "parameter_invalid_empty",
    ],
    ["with a list of them", { resume: ["x"], browser: "x" }, {}, 400, "parameter_invalid"],
    ["with something else", { session: "bps_1" }, {}, 400, "parameter_unknown"],
    ["with no JSON", "{", {}, 400, "parameter_invalid"],
    ["with a list", [], {}, 400, "parameter_invalid"],
    ["with far too much", { resume: "x".repeat(5000) }, {}, 413, "request_too_large"],
    ["as a form", "{}", { "content-type": "text/plain" }, 415, "unsupported_media_type"],
    ["from another site", {}, { origin: "https://evil.example" }, 403, "csrf_failed"],
    ["from a sibling", {}, { "sec-fetch-site": "same-site" }, 403, "csrf_failed"],
  ])("is refused %s", async (_what, body, over, status, code) => {
    expect(await send(renew, body, over)).toMatchObject({ status, code });
  });
});

describe("a call with a bearer", () => {
  const named = (session: string) => ({
    "x-portico-request": session,
    "sec-fetch-site": "same-origin",
  });

  it("needs no cookie and no origin", async () => {
    const { id, accessToken } = await openInFrame();
    const answer = await send(view, undefined, {
      ...named(id),
      ...bearer(accessToken),
      origin: "",
    });
    expect(answer).toMatchObject({ status: 200, json: { session: { id } } });
  });

  it("is no call with a cookie: each token opens nothing where the other belongs", async () => {
    const { id, accessToken } = await openInFrame();
    const asCookie = { cookie: `portico_${shop.segment}=${accessToken}` };
    const swapped = await send(view, undefined, { ...named(id), ...asCookie });
    expect(swapped).toMatchObject({ status: 401, code: "session_required" });
    const hosted = await openHosted(shop, (await makeCustomer(shop)).id);
    const asBearer = { ...named(hosted.context.session.id), ...bearer(hosted.accessToken) };
    const refused = await send(view, undefined, asBearer);
    expect(refused).toMatchObject({ status: 401, code: "session_required" });
  });

  it("looks at no cookie: another customer's beside it changes nothing", async () => {
    const other = await makeCustomer(shop);
    const hosted = await openHosted(shop, other.id);
    const cookie = `portico_${shop.segment}=${hosted.accessToken}`;
    const { id, accessToken } = await openInFrame();
    const both = { cookie, ...bearer(accessToken) };
    expect((await send(view, undefined, { ...named(id), ...both })).json.session.id).toBe(id);
    const theirs = await send(view, undefined, { ...named(hosted.context.session.id), ...both });
    expect(theirs).toMatchObject({ status: 409, code: "session_replaced" });
  });

  it("is over when the bearer is, until it is renewed", async () => {
    const { id, accessToken, resume, browser } = await openInFrame();
    await database().$executeRaw`
      UPDATE portal_sessions SET token_expires_at = now() - interval '1 second' WHERE id = ${id}`;
    const late = await send(view, undefined, { ...named(id), ...bearer(accessToken) });
    expect(late).toMatchObject({ status: 401, code: "session_expired" });
    const { json } = await send(renew, { resume, browser });
    const again = await send(view, undefined, { ...named(id), ...bearer(json.token) });
    expect(again.status).toBe(200);
  });
});

describe("looking at a mailed link", () => {
  async function mail() {
    const email = newEmail();
    await shop.account.stripe.customers.create({ email });
    const browser = await askFor({ merchantId: shop.id, email });
    await sendAsked(email);
    return { email, browser, ...(await readMail(email)) };
  }

  it("says whose it is and whether this browser asked, as often as one likes", async () => {
    const { browser, code } = await mail();
    const merchant = shop.segment;
    for (const own of [true, false, true]) {
      const key = own ? browser : newSecret("pfk");
      const { status, json } = await send(inspect, { merchant, code, browser: key });
      expect({ status, json }).toEqual({ status: 200, json: { email: "a…@example.com", own } });
    }
  });

  it("says nothing of another merchant's, nor of an invented one", async () => {
    const { browser, code } = await mail();
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    const asked = [
      { merchant: other.segment, code },
      { merchant: shop.slug, code },
      { merchant: "test_nobody-at-all", code },
      { merchant: shop.segment, code: newSecret("plk") },
      { merchant: shop.segment, code: "" },
      { merchant: shop.segment, code: [code] },
    ];
    for (const body of asked) {
      const answer = await send(inspect, { ...body, browser });
      expect(answer).toMatchObject({ status: 400, code: "link_invalid" });
    }
  });

  it.each<[string, Record<string, unknown>, Record<string, string>, number, string]>([
    ["no key", { browser: "x" }, {}, 400, "parameter_invalid"],
    ["something more", { more: 1 }, {}, 400, "parameter_unknown"],
    ["no origin", {}, { origin: "" }, 403, "csrf_failed"],
    ["another origin", {}, { origin: "https://evil.example" }, 403, "csrf_failed"],
  ])("is refused with %s", async (_what, change, over, status, code) => {
    const body = { merchant: shop.segment, code: "x", browser: newSecret("pfk"), ...change };
    expect(await send(inspect, body, over)).toMatchObject({ status, code });
  });
});
