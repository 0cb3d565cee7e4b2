import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import {
  ageLinks,
  keepMails,
  newAddress,
  newEmail,
  openLogin,
  otherPin,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer } from "@/scripts/testing/make-session";
import { pinEnv } from "@/scripts/testing/pin-env";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { database } from "../../db/client";
import { env } from "../../env";
import { newSecret } from "../../ids";
import { configurationSchema } from "../../portal/configuration";
import { withOwnPage } from "../with-own-page";
import { askForLink } from "./ask-for-link";
import { logOut as endSession } from "./log-out";
import { redeemProof } from "./redeem-proof";
import { showView } from "./show-view";
import { withPortalSession } from "./with-portal-session";

const ask = withOwnPage(askForLink);
const redeem = withOwnPage(redeemProof);
const logOut = withPortalSession(endSession);
const view = withPortalSession(showView);

let sandbox: FaultSandbox;
let shop: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
  pinEnv({ ...env(), TRUST_PROXY: 1 });
  shop = await makeMerchant(sandbox);
  await openLogin(shop);
});

const origin = "http://localhost:3000";

type Sent = Readonly<Record<string, string | null>>;

/** A browser of its own: cookies, a network address. */
function openBrowser() {
  const jar = new Map<string, string>();
  const address = newAddress();
  async function send(
    door: (
      request: Request,
      route: { params: Promise<Record<string, string>> },
    ) => Promise<Response>,
    body: unknown,
    over: Sent = {},
    method = "POST",
  ): Promise<Response> {
    const own: Sent = {
      host: "localhost:3000",
      origin,
      "content-type": "application/json",
      "x-forwarded-for": address,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      ...over,
    };
    const headers = Object.entries(own).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const url = `${origin}/api/portal/sessions`;
    const request = new Request(url, {
      method,
      headers,
      ...(method === "POST" ? { body: text } : {}),
    });
    const answer = await door(request, { params: Promise.resolve({}) });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  return {
    jar,
    ask: (body: unknown, over?: Sent) => send(ask, body, over),
    redeem: (body: unknown, over?: Sent) => send(redeem, body, over),
    logOut: (session: string) => send(logOut, {}, { "x-portico-request": session }),
    look: (session: string) => send(view, "", { "x-portico-request": session }, "GET"),
  };
}

type Browser = ReturnType<typeof openBrowser>;

/** Status and code of an answer. */
async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json();
  return `${answer.status} ${body.error?.code ?? body.status ?? Object.keys(body).join(",")}`;
}

/** Whole answer, but for what is another one each time. */
async function faceOf(answer: Response): Promise<string> {
  const text = (await answer.text()).replace(/req_\w+/, "req");
  const headers = [...answer.headers].map(([name, value]) => {
    const told = name === "request-id" ? "req" : value.replace(/pfk_[\w-]+/, "pfk");
    return `${name}: ${told}`;
  });
  return [answer.status, ...headers, text].join("\n");
}

async function subscribe(email: string, merchant = shop, name = "Ada") {
  const customer = await makeCustomer(merchant);
  await merchant.account.stripe.customers.update(customer.id, { email, name });
  return customer;
}

/** Asked, and mailed. */
async function receive(browser: Browser, email: string, more: object = {}, merchant = shop) {
  const answer = await browser.ask({ merchant: merchant.segment, email, ...more });
  expect(await codeOf(answer)).toBe("202 sent");
  await sendAsked(email);
  return readMail(email);
}

describe("asking for a link", () => {
  it("is answered alike for known, unknown and foreign addresses, byte for byte", async () => {
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    const [known, foreign, unknown] = [newEmail(), newEmail(), newEmail()];
    await subscribe(known);
    await subscribe(foreign, other);
    const faces: string[] = [];
    for (const email of [known, foreign, unknown]) {
      faces.push(await faceOf(await openBrowser().ask({ merchant: shop.segment, email })));
      await sendAsked(email);
    }
    expect(new Set(faces).size).toBe(1);
    expect(faces[0]).toMatch(/^202\n/);
    expect(await readMails(known)).toHaveLength(1);
    expect([...(await readMails(foreign)), ...(await readMails(unknown))]).toEqual([]);
  });

  it("binds the browser by a cookie that it keeps, and a frame by its own key", async () => {
    const browser = openBrowser();
    const ask = (more = {}) => browser.ask({ merchant: shop.segment, email: newEmail(), ...more });
    const [line = ""] = (await ask()).headers.getSetCookie();
    expect(line).toMatch(
      new RegExp(
        `^portico_flow_${shop.segment}=pfk_[\\w-]{43}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax$`,
      ),
    );
    const [again] = (await ask()).headers.getSetCookie();
    expect(again).toBe(line);
    expect((await ask({ browser: newSecret("pfk") })).headers.getSetCookie()).toEqual([]);
    browser.jar.set(`portico_flow_${shop.segment}`, "nonsense");
    expect((await ask()).headers.getSetCookie()[0]).toMatch(/=pfk_/);
  });

  it("takes the same answer with limits reached, and 429 from one address", async () => {
    const email = newEmail();
    await subscribe(email);
    const faces = await Promise.all(
      Array.from({ length: 3 }, async () =>
        faceOf(await openBrowser().ask({ merchant: shop.segment, email })),
      ),
    );
    expect(new Set(faces).size).toBe(1);
    const browser = openBrowser();
    const codes: string[] = [];
    let last = new Response();
    for (let count = 0; count < 7; count += 1) {
      last = await browser.ask({ merchant: shop.segment, email: newEmail() });
      codes.push(await codeOf(last));
    }
    expect(codes).toEqual([...Array.from({ length: 6 }, () => "202 sent"), "429 rate_limited"]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is refused alike where it is switched off and where there is nothing", async () => {
    const off = await makeMerchant(sandbox);
    const foreign = await openLogin(await makeMerchant(sandbox));
    const document = configurationSchema.parse({ login_page: { enabled: true } });
    const place = { merchantId: shop.id, livemode: false };
    const inactive = await makeConfiguration({ ...place, isDefault: false, document });
    await updateConfiguration(shop.id, false, inactive.id, { active: false });
    const bodies = [
      { merchant: off.segment },
      { merchant: "test_nobody-here" },
      { merchant: shop.slug },
      { merchant: "session" },
      { merchant: "" },
      { merchant: "\0" },
      { merchant: `${shop.segment}/` },
      { merchant: shop.segment, configuration: foreign },
      { merchant: shop.segment, configuration: inactive.id },
      { merchant: shop.segment, configuration: "bpc_unknown" },
      { merchant: shop.segment, configuration: "\0" },
    ];
    const faces: string[] = [];
    for (const body of bodies) {
      faces.push(await faceOf(await openBrowser().ask({ email: newEmail(), ...body })));
    }
    expect(new Set(faces).size).toBe(1);
    expect(faces[0]).toMatch(/^404\n[\s\S]*"code":"feature_disabled"/);
    const mine = await makeConfiguration({ ...place, isDefault: false, document });
    const body = { merchant: shop.segment, email: newEmail(), configuration: mine.id };
    expect(await codeOf(await openBrowser().ask(body))).toBe("202 sent");
  });

  it("is refused where no mail can be sent", async () => {
    const before = env();
    pinEnv({ ...before, isDemo: false });
    try {
      const answer = await openBrowser().ask({ merchant: shop.segment, email: newEmail() });
      expect(await codeOf(answer)).toBe("404 feature_disabled");
    } finally {
      pinEnv(before);
    }
  });

  it.each<[string, object | string, string]>([
    ["no email", {}, "400 parameter_missing"],
    ["no merchant", { email: "a@b.co" }, "400 parameter_missing"],
    ["a list", [], "400 parameter_missing"],
    ["no object", "null", "400 parameter_missing"],
    ["nothing", "", "400 parameter_missing"],
    ["no JSON", "{", "400 parameter_invalid"],
    ["an email that is none", { merchant: "x", email: "a@b" }, "400 email_invalid"],
    ["an empty email", { merchant: "x", email: "" }, "400 email_invalid"],
    ["a list of emails", { merchant: "x", email: ["a@b.co"] }, "400 parameter_invalid"],
    ["one field too many", { merchant: "x", email: "a@b.co", role: 1 }, "400 parameter_unknown"],
    ["a short key", { merchant: "x", email: "a@b.co", browser: "pfk_x" }, "400 parameter_invalid"],
    ["too much", "x".repeat(70_000), "413 request_too_large"],
  ])("with %s is told what is wrong", async (_what, body, code) => {
    const browser = openBrowser();
    expect(await codeOf(await browser.ask(body))).toBe(code);
    expect(browser.jar.size).toBe(0);
  });

  it("with a page to come back to takes the merchant's own pages only", async () => {
    const merchant = await makeMerchant(sandbox);
    await openLogin(merchant, { redirect_urls: ["https://merchant.com/billing"] });
    const refused = [
      "https://evil.io",
      "//evil.io",
      "/\\evil.io",
      "https://merchant.com@evil.io",
      "https://merchant.com.evil.io",
      "javascript:alert(1)",
      "data:text/html,x",
      "%00",
      "http://localhost:3911.evil.io",
      "not a url",
      "\t//evil.io",
      "https:evil.io",
      "",
      "https://merchant.com/billing/",
      "https://merchant.com/billing#x",
      "http://merchant.com/billing",
      " https://merchant.com/billing",
    ];
    const browser = openBrowser();
    for (const redirect of refused) {
      const body = { merchant: merchant.segment, email: newEmail(), redirect };
      expect(await codeOf(await browser.ask(body))).toBe("400 url_invalid");
    }
    const email = newEmail();
    await subscribe(email, merchant);
    const redirect = "https://merchant.com/billing";
    const { link, code } = await receive(browser, email, { redirect }, merchant);
    expect(link).toBe(`https://merchant.com/billing#portico_token=${code}`);
  });

  it.each<[string, Sent, string]>([
    ["another origin", { origin: "https://evil.example" }, "403 csrf_failed"],
    ["an opaque origin", { origin: "null" }, "403 csrf_failed"],
    ["no origin", { origin: null }, "403 csrf_failed"],
    ["another site", { "sec-fetch-site": "cross-site" }, "403 csrf_failed"],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded" },
      "415 unsupported_media_type",
    ],
    ["text", { "content-type": "text/plain" }, "415 unsupported_media_type"],
    [
      "multipart",
      { "content-type": "multipart/form-data; boundary=x" },
      "415 unsupported_media_type",
    ],
    ["no type", { "content-type": "" }, "415 unsupported_media_type"],
  ])("from %s is refused", async (_what, over, code) => {
    const body = { merchant: shop.segment, email: newEmail() };
    expect(await codeOf(await openBrowser().ask(body, over))).toBe(code);
    expect(
      await codeOf(await openBrowser().redeem({ merchant: shop.segment, code: "x" }, over)),
    ).toBe(code);
  });

  it("believes no Host: the link leads to APP_URL", async () => {
    const email = newEmail();
    await subscribe(email);
    const over = { host: "evil.io", "x-forwarded-host": "evil.io" };
    const answer = await openBrowser().ask({ merchant: shop.segment, email }, over);
    expect(await codeOf(answer)).toBe("202 sent");
    await sendAsked(email);
    expect((await readMail(email)).link).toMatch(`${origin}/p/${shop.segment}/link/`);
  });
});

describe("redeeming a link", () => {
  it("opens one session for a hundred that come at once, with the portal's cookie", async () => {
    const browser = openBrowser();
    const email = newEmail();
    const customer = await subscribe(email);
    const { code } = await receive(browser, email);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => browser.redeem({ merchant: shop.segment, code })),
    );
    const opened = answers.filter(({ status }) => status === 200);
    expect(opened).toHaveLength(1);
    const codes = await Promise.all(
      answers.filter(({ status }) => status !== 200).map((answer) => codeOf(answer)),
    );
    expect(new Set(codes)).toEqual(new Set(["410 link_used"]));
    const rows = await database().portalSession.findMany({ where: { customerId: customer.id } });
    expect(rows).toMatchObject([{ proof: "email_link", surface: "hosted", tokenExpiresAt: null }]);
    const [{ session, url }] = await Promise.all(opened.map((answer) => answer.clone().json()));
    expect({ session, url }).toEqual({ session: rows[0]?.id, url: `/p/${shop.segment}` });
    expect(opened[0]?.headers.getSetCookie()[0]).toMatch(
      /^portico_test_[\w-]+=pat_[\w-]{43}; Path=\/; Max-Age=14400; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.look(session)).status).toBe(200);
    const trail = await database().auditEntry.findMany({ where: { target: session } });
    expect(trail).toMatchObject([{ action: "session.opened", actorId: customer.id }]);
  });

  it("in another browser asks for the digits, which open it there", async () => {
    const email = newEmail();
    await subscribe(email);
    const { code, pin } = await receive(openBrowser(), email);
    const phone = openBrowser();
    const body = { merchant: shop.segment, code };
    const answer = await phone.redeem(body);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: { code: "code_required" },
      email: "a…@example.com",
    });
    expect(await codeOf(await phone.redeem({ ...body, pin: otherPin(pin) }))).toBe(
      "400 code_invalid",
    );
    expect(await codeOf(await phone.redeem({ ...body, pin }))).toBe("200 session,url");
  });

  it("takes the digits alone in the browser that asked", async () => {
    const browser = openBrowser();
    const email = newEmail();
    await subscribe(email);
    const { pin } = await receive(browser, email);
    const body = { merchant: shop.segment, pin };
    expect(await codeOf(await openBrowser().redeem(body))).toBe("400 code_invalid");
    expect(await codeOf(await browser.redeem(body))).toBe("200 session,url");
    expect(await codeOf(await browser.redeem(body))).toBe("410 link_used");
  });

  it("in a frame gives a bearer of five minutes, a resume token and no cookie", async () => {
    const email = newEmail();
    await subscribe(email);
    const browser = newSecret("pfk");
    const frame = openBrowser();
    const { code } = await receive(frame, email, { browser });
    const body = { merchant: shop.segment, code };
    expect(await codeOf(await frame.redeem(body))).toBe("403 code_required");
    const answer = await frame.redeem({ ...body, browser });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.json()).toEqual({
      session: expect.stringMatching(/^bps_/),
      token: expect.stringMatching(/^pat_/),
      expires_in: 300,
      resume: expect.stringMatching(/^prs_/),
    });
  });

  it("never opens with a form of the code that is not the code", async () => {
    const browser = openBrowser();
    const email = newEmail();
    await subscribe(email);
    const { code } = await receive(browser, email);
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    const forms = [
      `${code.slice(0, -2)}${code.endsWith("AA") ? "BB" : "AA"}`,
      code.slice(0, -1),
      code + code,
      code.toUpperCase(),
      "x".repeat(20_000),
      "",
      "%00",
      "%E0%A4%A",
      ["a", "b"],
    ];
    for (const form of forms) {
      const answer = await browser.redeem({ merchant: shop.segment, code: form });
      expect(await codeOf(answer)).toBe("400 link_invalid");
    }
    for (const merchant of [other.segment, shop.slug, "nobody-here", ""]) {
      const answer = await browser.redeem({ merchant, code });
      expect(await codeOf(answer)).toBe("400 link_invalid");
    }
    expect(await codeOf(await browser.redeem({ merchant: shop.segment, code }))).toBe(
      "200 session,url",
    );
  });

  it.each<[string, object, string]>([
    ["no merchant", { code: "x" }, "400 parameter_missing"],
    ["nothing to redeem", { merchant: "x" }, "400 parameter_missing"],
    ["one field too many", { merchant: "x", code: "x", ticket: "x" }, "400 parameter_unknown"],
    ["a list", [], "400 parameter_missing"],
    [
      "prototypes",
      JSON.parse('{"__proto__":{"code":"x"},"merchant":"x"}'),
      "400 parameter_missing",
    ],
  ])("with %s is told what is wrong", async (_what, body, code) => {
    expect(await codeOf(await openBrowser().redeem(body))).toBe(code);
  });

  it("uses nothing up while Stripe is out of reach, nor where the login was switched off", async () => {
    const merchant = await makeMerchant(sandbox);
    await openLogin(merchant);
    const browser = openBrowser();
    const email = newEmail();
    await subscribe(email, merchant);
    const { code } = await receive(browser, email, {}, merchant);
    const body = { merchant: merchant.segment, code };
    merchant.account.arm({ method: "GET", pathPrefix: "/v1/customers", times: 20, status: 503 });
    expect(await codeOf(await browser.redeem(body))).toBe("503 stripe_unavailable");
    merchant.account.disarm();
    await openLogin(merchant, {}, false);
    expect(await codeOf(await browser.redeem(body))).toBe("404 feature_disabled");
    await openLogin(merchant);
    expect(await codeOf(await browser.redeem(body))).toBe("200 session,url");
  });

  it("says so when nobody has this address any more", async () => {
    const browser = openBrowser();
    const email = newEmail();
    const { id } = await subscribe(email);
    const { code } = await receive(browser, email);
    await shop.account.stripe.customers.del(id);
    const answer = await browser.redeem({ merchant: shop.segment, code });
    expect(await codeOf(answer)).toBe("404 resource_missing");
  });
});

describe("several customers behind one mailbox", () => {
  async function receiveChoices(browser: Browser, more: { browser?: string } = {}) {
    const email = newEmail();
    const first = await subscribe(email, shop, "Harbour Studio");
    const second = await subscribe(email.toUpperCase(), shop, "Harbour Print");
    const stranger = await subscribe(newEmail());
    const { code } = await receive(browser, email, more);
    const answer = await browser.redeem({ merchant: shop.segment, code, ...more });
    expect(answer.status).toBe(200);
    const cookies = answer.headers.getSetCookie();
    const { choices, ticket } = await answer.json();
    return { email, first, second, stranger, code, cookies, choices, ticket };
  }

  it("are shown after the proof, with name, address and plans, and one is chosen once", async () => {
    const browser = openBrowser();
    const { email, first, second, stranger, code, cookies, choices } =
      await receiveChoices(browser);
    const byName = (one: { name: string }, other: { name: string }) =>
      one.name.localeCompare(other.name);
    expect(choices.toSorted(byName)).toEqual([
      {
        customer: second.id,
        name: "Harbour Print",
        email: email.toUpperCase(),
        plans: ["Starter"],
      },
      { customer: first.id, name: "Harbour Studio", email, plans: ["Starter"] },
    ]);
    expect(cookies[0]).toMatch(
      /^portico_choice_test_[\w-]+=ptk_[\w-]{43}; .*Max-Age=600; HttpOnly/,
    );
    const choose = (customer: string, by = browser) =>
      by.redeem({ merchant: shop.segment, customer });
    expect(await codeOf(await browser.redeem({ merchant: shop.segment, code }))).toBe(
      "410 link_used",
    );
    for (const customer of [stranger.id, "cus_unknown", "", "../x"]) {
      expect(await codeOf(await choose(customer))).toBe("404 resource_missing");
    }
    expect(await codeOf(await choose(first.id, openBrowser()))).toBe("400 link_invalid");
    const answers = await Promise.all(Array.from({ length: 20 }, () => choose(second.id)));
    const opened = answers.filter(({ status }) => status === 200);
    expect(opened).toHaveLength(1);
    const [{ session }] = await Promise.all(opened.map((answer) => answer.json()));
    const row = await database().portalSession.findUniqueOrThrow({ where: { id: session } });
    expect(row).toMatchObject({ customerId: second.id, proof: "email_link" });
    expect(browser.jar.has(`portico_choice_${shop.segment}`)).toBe(false);
  });

  it("in a frame are chosen by the ticket, in ten minutes", async () => {
    const frame = openBrowser();
    const browser = newSecret("pfk");
    const { email, first, cookies, ticket } = await receiveChoices(frame, { browser });
    expect(cookies).toEqual([]);
    const body = { merchant: shop.segment, customer: first.id, browser };
    expect(await codeOf(await frame.redeem(body))).toBe("400 link_invalid");
    expect(await codeOf(await frame.redeem({ ...body, ticket: "x" }))).toBe("400 link_invalid");
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    expect(await codeOf(await frame.redeem({ ...body, merchant: other.segment, ticket }))).toBe(
      "400 link_invalid",
    );
    const stolen = { ...body, browser: newSecret("pfk"), ticket };
    expect(await codeOf(await frame.redeem(stolen))).toBe("400 link_invalid");
    frame.jar.set(`portico_choice_${shop.segment}`, ticket);
    const asCookie = { merchant: shop.segment, customer: first.id };
    expect(await codeOf(await frame.redeem(asCookie))).toBe("400 link_invalid");
    await ageLinks(email, 590);
    expect(await codeOf(await frame.redeem({ ...body, ticket }))).toBe(
      "200 session,token,expires_in,resume",
    );
    expect(await codeOf(await frame.redeem({ ...body, ticket }))).toBe("410 link_used");
    const late = await receiveChoices(frame, { browser });
    await ageLinks(late.email, 600);
    const choice = { ...body, customer: late.first.id, ticket: late.ticket };
    expect(await codeOf(await frame.redeem(choice))).toBe("410 link_expired");
  });

  it("are asked of Stripe again: who has another address by now is none of them", async () => {
    const browser = openBrowser();
    const { first } = await receiveChoices(browser);
    await shop.account.stripe.customers.update(first.id, { email: newEmail() });
    const answer = await browser.redeem({ merchant: shop.segment, customer: first.id });
    expect(await codeOf(answer)).toBe("404 resource_missing");
  });
});

describe("somebody who is no customer yet", () => {
  async function openShop() {
    const merchant = await makeMerchant(sandbox);
    await openLogin(merchant, {}, true, true);
    return merchant;
  }

  it("is answered as customers are, byte for byte, where plans are sold to everybody", async () => {
    const merchant = await openShop();
    const [known, unknown] = [newEmail(), newEmail()];
    await subscribe(known, merchant);
    const faces: string[] = [];
    for (const email of [known, unknown]) {
      faces.push(await faceOf(await openBrowser().ask({ merchant: merchant.segment, email })));
    }
    expect(new Set(faces).size).toBe(1);
  });

  it("is shown the plans after the proof, and begins with one of them in this browser alone", async () => {
    const merchant = await openShop();
    const { segment, prices } = merchant;
    const browser = openBrowser();
    const email = newEmail();
    const { pin } = await receive(browser, email, {}, merchant);
    const shown = await browser.redeem({ merchant: segment, pin });
    expect(shown.headers.getSetCookie()[0]).toMatch(/^portico_choice_test_[\w-]+=ptk_/);
    expect(browser.jar.has(`portico_${segment}`)).toBe(false);
    const body = await shown.json();
    expect(Object.keys(body)).toEqual(["email", "plans"]);
    expect(body.email).toBe(email);
    const begin = (price: unknown, by = browser) => by.redeem({ merchant: segment, price });
    for (const price of ["../x", "", "price_\0", 1, null, ["price_1"]]) {
      expect(await codeOf(await begin(price))).toBe("400 parameter_invalid");
    }
    expect(await codeOf(await begin(prices.unlisted))).toBe("409 preview_outdated");
    expect(await codeOf(await begin(prices.pro, openBrowser()))).toBe("400 link_invalid");
    const opened = await (await begin(prices.pro)).json();
    expect(opened.url).toBe(`/p/${segment}/subscribe/${prices.pro}`);
    expect(browser.jar.has(`portico_choice_${segment}`)).toBe(false);
    const seen = await (await browser.look(opened.session)).json();
    expect(seen.customer.email).toBe(email);
    expect(seen.actions.start_subscription.allowed).toBe(true);
    expect(seen.subscriptions).toEqual([]);
  });

  it("in a frame begins by the ticket, and is told the page to go on to", async () => {
    const merchant = await openShop();
    const frame = openBrowser();
    const browser = newSecret("pfk");
    const { segment, prices } = merchant;
    const { code } = await receive(frame, newEmail(), { browser }, merchant);
    const shown = await frame.redeem({ merchant: segment, code, browser });
    expect(shown.headers.getSetCookie()).toEqual([]);
    const { ticket } = await shown.json();
    const body = { merchant: segment, price: prices.starter, browser };
    expect(await codeOf(await frame.redeem(body))).toBe("400 link_invalid");
    const stolen = { ...body, browser: newSecret("pfk"), ticket };
    expect(await codeOf(await frame.redeem(stolen))).toBe("400 link_invalid");
    const answer = await frame.redeem({ ...body, ticket });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const granted = await answer.json();
    expect(granted).toMatchObject({ task: `/subscribe/${prices.starter}`, expires_in: 300 });
    expect(Object.keys(granted)).not.toContain("url");
  });
});

describe("logging out", () => {
  it("ends the session for everybody who holds its cookie, once", async () => {
    const browser = openBrowser();
    const email = newEmail();
    await subscribe(email);
    const { code } = await receive(browser, email);
    const { session } = await (await browser.redeem({ merchant: shop.segment, code })).json();
    const name = `portico_${shop.segment}`;
    const held = browser.jar.get(name) ?? "";
    const answer = await browser.logOut(session);
    expect(await answer.clone().json()).toEqual({ status: "ended" });
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    expect(answer.headers.getSetCookie()[0]).toMatch(new RegExp(`^${name}=; Path=/; Max-Age=0`));
    browser.jar.set(name, held);
    expect(await codeOf(await browser.look(session))).toBe("401 session_expired");
    expect(await codeOf(await browser.logOut(session))).toBe("401 session_expired");
  });

  it("of a frame takes no cookie back, and its bearer is over five minutes after it was given", async () => {
    const frame = openBrowser();
    const email = newEmail();
    const customer = await subscribe(email);
    const browser = newSecret("pfk");
    const { code } = await receive(frame, email, { browser });
    const answer = await frame.redeem({ merchant: shop.segment, code, browser });
    const { session, token } = await answer.json();
    const headers = {
      authorization: `Bearer ${token}`,
      "x-portico-request": session,
      "content-type": "application/json",
      origin,
      host: "localhost:3000",
    };
    const route = { params: Promise.resolve({}) };
    const url = `${origin}/api/portal/view`;
    const look = () => view(new Request(url, { headers }), route);
    expect((await look()).status).toBe(200);
    const move = (seconds: number) => database().$executeRaw`
      UPDATE portal_sessions SET token_expires_at = token_expires_at + make_interval(secs => ${seconds})
      WHERE customer_id = ${customer.id}`;
    await move(-300);
    expect(await codeOf(await look())).toBe("401 session_expired");
    await move(300);
    const out = await logOut(new Request(url, { method: "POST", headers, body: "{}" }), route);
    expect(out.status).toBe(200);
    expect(out.headers.getSetCookie()).toEqual([]);
    expect(await codeOf(await look())).toBe("401 session_expired");
  });
});
