import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ageLinks,
  keepMails,
  newAddress,
  newEmail,
  otherPin,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { pinEnv } from "@/scripts/testing/pin-env";
import { database } from "../db/client";
import { joinMerchant } from "../db/members";
import { env } from "../env";
import { heldMemberToken } from "../http/dashboard/member-cookie";
import { askForMemberLink, redeemForMember } from "../http/dashboard/member-doors";
import { withOwnPage } from "../http/with-own-page";
import { inspectMemberLink } from "./inspect-member-link";
import { makeSignInLink } from "./make-sign-in-link";
import { demoSignInCode } from "./standing-secrets";
import { visitMember } from "./visit-member";

beforeAll(keepMails);
let address: string;
beforeEach(() => {
  address = newAddress();
});

/** A browser: keeps cookies, posts JSON to a door, each with its own network address. */
function makeBrowser() {
  const jar = new Map<string, string>();
  const header = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  async function post(door: typeof askForMemberLink, body: unknown, headers = {}) {
    const request = new Request("http://localhost:3000/api/auth/x", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: "http://localhost:3000",
        host: "localhost:3000",
        "x-portico-peer": address,
        cookie: header(),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const response = await withOwnPage(door)(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const answer: unknown = await response.json();
    return { status: response.status, answer, headers: response.headers };
  }
  return {
    jar,
    token: () => heldMemberToken(header()),
    flow: () => jar.get("portico_member_flow"),
    ask: (body: unknown, headers = {}) => post(askForMemberLink, body, headers),
    redeem: (body: unknown, headers = {}) => post(redeemForMember, body, headers),
  };
}

async function makeReader() {
  const email = newEmail();
  const { id } = await makeBareMerchant();
  const member = await joinMerchant({ merchantId: id, email, name: null, role: "admin" });
  return { email, member };
}

/** A member who has asked, and the mail they got. */
async function setUp(next?: string) {
  const { email, member } = await makeReader();
  const browser = makeBrowser();
  const asked = await browser.ask({ email, ...(next === undefined ? {} : { next }) });
  await sendAsked(email);
  return { email, member, browser, asked, mail: await readMail(email) };
}

const failure = (status: number, code: string) => ({
  status,
  answer: expect.objectContaining({ error: expect.objectContaining({ code }) }),
});

describe("a member's mailed link", () => {
  it("leads to our page, is used up by the click alone, and signs in once", async () => {
    const { browser, mail, member, asked } = await setUp();
    expect(asked).toMatchObject({ status: 202, answer: { status: "sent" } });
    expect(mail.link).toBe(`http://localhost:3000/dashboard/link/${mail.code}`);
    for (let look = 0; look < 5; look += 1) {
      expect((await inspectMemberLink(mail.code, browser.flow())).kind).toBe("ready");
    }
    const signedIn = await browser.redeem({ code: mail.code });
    expect(signedIn).toMatchObject({ status: 200, answer: { url: "/dashboard" } });
    expect(signedIn.headers.getSetCookie()[0]).toMatch(
      /^next-auth\.session-token=pms_[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/,
    );
    expect(await visitMember(browser.token(), null, "look")).toMatchObject({ memberId: member.id });
    expect(await browser.redeem({ code: mail.code })).toMatchObject(failure(410, "link_used"));
  });

  it("makes one session out of 100 parallel redemptions", async () => {
    const { browser, mail, member } = await setUp();
    const cookie = `portico_member_flow=${browser.flow()}`;
    const tries = Array.from({ length: 100 }, () =>
      makeBrowser().redeem({ code: mail.code }, { cookie }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(99);
    expect(await database().memberSession.count({ where: { memberId: member.id } })).toBe(1);
  });

  it("asks for the code in another browser, using nothing up, and takes it there", async () => {
    const { email, mail } = await setUp();
    const other = makeBrowser();
    const refused = await other.redeem({ code: mail.code });
    expect(refused).toMatchObject(failure(403, "code_required"));
    expect(refused.answer).toMatchObject({ email: `${email[0]}…@example.com` });
    const wrong = await other.redeem({ code: mail.code, pin: otherPin(mail.pin) });
    expect(wrong).toMatchObject(failure(401, "credentials_invalid"));
    expect(await other.redeem({ code: mail.code, pin: mail.pin })).toMatchObject({ status: 200 });
  });

  it("leads back to the page that was asked for, which must be the dashboard's", async () => {
    const { browser, mail } = await setUp("/dashboard/test_acme/portal?x=1");
    expect(await browser.redeem({ code: mail.code })).toMatchObject({
      answer: { url: "/dashboard/test_acme/portal?x=1" },
    });
    const wishes = [
      "//evil.example",
      "/p/x",
      "https://evil.example/dashboard",
      "/dashboard/../p",
      "",
    ];
    for (const next of wishes) {
      const asked = await makeBrowser().ask({ email: newEmail(), next });
      expect(asked).toMatchObject(failure(400, "url_invalid"));
    }
  });

  it("that is old, replaced or nonsense says so", async () => {
    const { email, browser, mail } = await setUp();
    await browser.ask({ email });
    await sendAsked(email);
    expect(await browser.redeem({ code: mail.code })).toMatchObject(
      failure(410, "link_superseded"),
    );
    const newest = await readMail(email);
    await ageLinks(email, 600);
    expect(await browser.redeem({ code: newest.code })).toMatchObject(failure(410, "link_expired"));
    for (const code of ["", "x", `pml_${"a".repeat(43)}`, mail.code.slice(0, -1), [mail.code]]) {
      expect(await browser.redeem({ code })).toMatchObject(failure(400, "link_invalid"));
    }
    expect(browser.token()).toBeUndefined();
  });

  it("ends the session that the browser had before", async () => {
    const { email, browser, mail } = await setUp();
    await browser.redeem({ code: mail.code });
    const former = browser.token();
    await browser.ask({ email });
    await sendAsked(email);
    await browser.redeem({ code: (await readMail(email)).code });
    await expect(visitMember(former, null, "look")).rejects.toMatchObject({
      code: "session_required",
    });
    expect((await visitMember(browser.token(), null, "look")).isFresh).toBe(true);
  });

  it("lets nobody in who was removed in the meantime", async () => {
    const { browser, mail, member } = await setUp();
    await database().member.delete({ where: { id: member.id } });
    expect(await browser.redeem({ code: mail.code })).toMatchObject(failure(400, "link_invalid"));
  });
});

describe("the digits of a member's mail", () => {
  it("sign in the browser that asked", async () => {
    const { browser, mail } = await setUp();
    expect(await browser.redeem({ pin: mail.pin })).toMatchObject({ status: 200 });
  });

  it("when wrong are answered alike for a member and for nobody, and after six tries not at all", async () => {
    const tell = async (email: string) => {
      const browser = makeBrowser();
      address = newAddress();
      const asked = await browser.ask({ email });
      await sendAsked(email);
      const answers: unknown[] = [asked.status, asked.answer];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const { status, answer } = await browser.redeem({ pin: "000000" });
        answers.push(status, JSON.stringify(answer).replace(/req_\w+/, ""));
      }
      return answers;
    };
    const { email } = await makeReader();
    const known = await tell(email);
    expect(await tell(newEmail())).toEqual(known);
    expect(known.filter((_, index) => index % 2 === 0)).toEqual([
      202, 401, 401, 401, 401, 401, 410, 429,
    ]);
  });
});

describe("asking for a member's link", () => {
  it("mails nobody who is no member, and leaves the same rows", async () => {
    const email = newEmail();
    const asked = await makeBrowser().ask({ email });
    expect(asked).toMatchObject({ status: 202, answer: { status: "sent" } });
    await sendAsked(email);
    expect(await readMails(email)).toEqual([]);
    expect(await database().emailLink.count({ where: { email } })).toBe(1);
  });

  it("is refused the seventh time in a minute from one address", async () => {
    const browser = makeBrowser();
    for (let time = 0; time < 6; time += 1) {
      expect((await browser.ask({ email: newEmail() })).status).toBe(202);
    }
    const limited = await browser.ask({ email: newEmail() });
    expect(limited).toMatchObject(failure(429, "rate_limited"));
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it.each([
    ["another site's page", { origin: "https://evil.example" }, 403, "csrf_failed"],
    ["no page", { origin: "null" }, 403, "csrf_failed"],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    ["plain text", { "content-type": "text/plain" }, 415, "unsupported_media_type"],
  ])("is refused to %s", async (_, headers, status, code) => {
    const asked = await makeBrowser().ask({ email: newEmail() }, headers);
    expect(asked).toMatchObject(failure(status, code));
  });

  it.each(["<script>@ex.com", "a b@ex.com", "a@[127.0.0.1]", "a@ex..com", "a@x,b@y", "", 7, null])(
    "is refused for what is no address: %s",
    async (email) => {
      expect(await makeBrowser().ask({ email })).toMatchObject(failure(400, "email_invalid"));
    },
  );

  it("is off where mail is not set up", async () => {
    const held = env();
    pinEnv({ ...held, isDemo: false });
    const asked = await makeBrowser().ask({ email: newEmail() });
    pinEnv(held);
    expect(asked).toMatchObject(failure(503, "mail_off"));
  });
});

describe("the demo's own link", () => {
  it("signs the owner in after a click, as often as one likes, in any browser", async () => {
    const { id } = await makeBareMerchant();
    const owner = { email: "owner@acme.example", name: "Dana", role: "owner" };
    await joinMerchant({ merchantId: id, ...owner });
    const code = demoSignInCode();
    expect(await inspectMemberLink(code, undefined)).toEqual({
      kind: "ready",
      maskedEmail: "o…@acme.example",
    });
    for (let time = 0; time < 2; time += 1) {
      const browser = makeBrowser();
      expect(await browser.redeem({ code })).toMatchObject({ status: 200 });
      expect(await visitMember(browser.token(), null, "look")).toMatchObject({
        email: "owner@acme.example",
      });
    }
  });

  it("is no link at all outside the demo", async () => {
    const held = env();
    const code = demoSignInCode();
    pinEnv({ ...held, isDemo: false });
    const answer = await makeBrowser().redeem({ code });
    pinEnv(held);
    expect(answer).toMatchObject(failure(400, "link_invalid"));
  });
});

describe("the link that is printed where mail is not set up", () => {
  it("signs a member in with its code, once", async () => {
    const { email } = await makeReader();
    const { link, pin } = await makeSignInLink(email.toUpperCase());
    const code = link.split("/").at(-1);
    const browser = makeBrowser();
    expect(await browser.redeem({ code })).toMatchObject(failure(403, "code_required"));
    expect(await browser.redeem({ code, pin })).toMatchObject({ status: 200 });
    expect(await browser.redeem({ code, pin })).toMatchObject(failure(410, "link_used"));
  });

  it("is made for members only", async () => {
    await expect(makeSignInLink(newEmail())).rejects.toMatchObject({ code: "resource_missing" });
  });
});
