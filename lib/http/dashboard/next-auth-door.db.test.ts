import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeMember } from "@/scripts/testing/make-member";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { verifiedAddress } from "../../auth/verified-address";
import { visitMember } from "../../auth/visit-member";
import { database } from "../../db/client";
import { heldMemberToken } from "./member-cookie";
import { nextAuthDoor } from "./next-auth-door";

const there = vi.hoisted(() => ({ origin: "" }));
/** GitHub as far as next-auth sees it, on a server of ours. */
vi.mock("../../auth/providers", () => {
  const github = () => ({
    id: "github",
    name: "GitHub",
    type: "oauth",
    clientId: "id",
    clientSecret: "secret",
    authorization: `${there.origin}/authorize`,
    token: `${there.origin}/token`,
    userinfo: `${there.origin}/user`,
    profile: (profile: { id: number }) => ({
      id: String(profile.id),
      email: verifiedAddress(profile),
    }),
    allowDangerousEmailAccountLinking: true,
  });
  return {
    oauthProviders: () => [github()],
    listProviders: () => [{ id: "github", name: "GitHub" }],
  };
});

let server: Server;
let profile: Record<string, unknown>;
beforeAll(async () => {
  server = createServer((request, response) => {
    const isToken = request.url === "/token";
    const body = isToken ? { access_token: "gho_x", token_type: "bearer" } : profile;
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  there.origin = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close());

let person: number;
beforeEach(() => {
  person = Math.floor(Math.random() * 1e12);
});

const home = "http://localhost:3000";

/** A browser at the door: keeps cookies. */
function makeBrowser(cookie = "") {
  const jar = new Map(
    cookie
      .split("; ")
      .flatMap((pair) => (pair === "" ? [] : [pair.split("=") as [string, string]])),
  );
  const header = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  async function send(path: string, init: RequestInit = {}) {
    const request = new Request(`${home}/api/auth/${path}`, {
      ...init,
      headers: { host: "localhost:3000", cookie: header(), ...init.headers },
    });
    const nextauth = new URL(request.url).pathname.split("/").slice(3);
    const response = await nextAuthDoor(request, { params: Promise.resolve({ nextauth }) });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  const get = (path: string, headers = {}) => send(path, { headers });
  const post = (path: string, body: Record<string, string>, headers = {}) =>
    send(path, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { origin: home, ...headers },
    });
  async function csrfToken(): Promise<string> {
    const { csrfToken: token } = await (await get("csrf")).json();
    return token;
  }
  return { get, post, csrfToken, token: () => heldMemberToken(header()), header };
}

type Browser = ReturnType<typeof makeBrowser>;

/** The whole way to GitHub and back; gives where it ends. */
async function signIn(browser: Browser, callbackUrl = "/dashboard"): Promise<string> {
  const csrfToken = await browser.csrfToken();
  const begun = await browser.post("signin/github", { csrfToken, callbackUrl, json: "true" });
  const { url } = await begun.json();
  expect(url).toMatch(new RegExp(`^${there.origin}/authorize\\?`));
  const state = new URL(url).searchParams.get("state") ?? "";
  expect(new URL(url).searchParams.get("redirect_uri")).toBe(`${home}/api/auth/callback/github`);
  const back = await browser.get(`callback/github?code=x&state=${encodeURIComponent(state)}`);
  expect(back.status).toBe(303);
  return back.headers.get("location") ?? "";
}

async function setUp() {
  const { id } = await makeBareMerchant();
  const member = await makeMember(id, "admin");
  profile = { id: person, email: member.email, email_verified: true };
  return { merchantId: id, member };
}

describe("signing in with an account elsewhere", () => {
  it("opens a session of the member with the address that is vouched for", async () => {
    const { member, merchantId } = await setUp();
    const browser = makeBrowser();
    expect(await signIn(browser, "/dashboard/test_x/portal")).toBe(
      `${home}/dashboard/test_x/portal`,
    );
    expect(browser.token()).toMatch(/^pms_[\w-]{43}$/);
    expect(await visitMember(browser.token(), null, "look")).toMatchObject({
      memberId: member.id,
      isFresh: true,
    });
    const accounts = await database().memberAccount.findMany({ where: { memberId: member.id } });
    expect(accounts).toMatchObject([{ provider: "github", providerAccountId: String(person) }]);
    const entry = { merchantId, data: { path: ["proof"], equals: "github" } };
    expect(await database().auditEntry.count({ where: entry })).toBe(1);
  });

  it("again makes a new session, also while one is open: the proof is fresh", async () => {
    await setUp();
    const browser = makeBrowser();
    await signIn(browser);
    const former = browser.token();
    await signIn(browser);
    expect(browser.token()).not.toBe(former);
    expect((await visitMember(browser.token(), null, "look")).isFresh).toBe(true);
  });

  it.each([
    ["an address that is not verified", { email_verified: false }, "address_unverified"],
    ["no word on whether it is verified", { email_verified: undefined }, "address_unverified"],
    ["no address", { email: null }, "address_unverified"],
    ["what is no address", { email: "x" }, "address_unverified"],
    ["the address of nobody here", { email: "stranger@example.com" }, "not_a_member"],
  ])("is refused for %s, and nobody becomes a member", async (_, over, error) => {
    await setUp();
    profile = { ...profile, ...over };
    const before = await database().member.count();
    const browser = makeBrowser();
    expect(await signIn(browser)).toBe(`/dashboard/sign-in?error=${error}`);
    expect(browser.token()).toBeUndefined();
    expect(await database().member.count()).toBe(before);
  });

  it("is refused when the account is linked to another member, or its address changed hands", async () => {
    await setUp();
    await signIn(makeBrowser());
    const { member: other } = await setUp();
    const browser = makeBrowser();
    expect(await signIn(browser)).toBe("/dashboard/sign-in?error=not_a_member");
    expect(browser.token()).toBeUndefined();
    expect(await database().memberAccount.count({ where: { memberId: other.id } })).toBe(0);
  });

  it("is nothing that a stranger's state or a missing one gets through", async () => {
    await setUp();
    for (const query of ["code=x", "code=x&state=abc", "error=access_denied"]) {
      const browser = makeBrowser();
      const back = await browser.get(`callback/github?${query}`);
      expect(back.status).toBe(303);
      expect(back.headers.get("location")).toMatch(/error=/);
      expect(browser.token()).toBeUndefined();
    }
  });
});

describe("the door", () => {
  it.each([
    "not a url",
    "http://localhost:3911.evil.example/",
    "%00",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://localhost:3000@evil.example/dashboard",
    "http://localhost:3000.evil.example/dashboard",
    "https://evil.example/dashboard",
    "/p/test_acme",
    "/dashboard/../p",
    "/dashboard//evil.example",
    "/dashboardx",
    "",
  ])("answers 400 to a callbackUrl outside the dashboard: %s", async (callbackUrl) => {
    const query = new URLSearchParams({ callbackUrl });
    for (const path of ["signin", "csrf", "session", "providers", "signout"]) {
      const answer = await makeBrowser().get(`${path}?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: { code: "url_invalid", param: "callbackUrl" },
      });
    }
    const browser = makeBrowser();
    const csrfToken = await browser.csrfToken();
    expect((await browser.post("signin/github", { csrfToken, callbackUrl })).status).toBe(400);
    expect((await browser.post("signout", { csrfToken, callbackUrl })).status).toBe(400);
  });

  it("is not led by a cookie with such an address, nor broken by it", async () => {
    await setUp();
    for (const wish of ["not%20a%20url", "%E0%A4%A", "https%3A%2F%2Fevil.example"]) {
      const browser = makeBrowser(`next-auth.callback-url=${wish}`);
      expect((await browser.get("csrf")).status).toBe(200);
      expect(await signIn(browser)).toBe(`${home}/dashboard`);
    }
  });

  it.each([
    "callback/email?token=x&email=a@example.com",
    "signin/email",
    "verify-request",
    "_log",
    "nope",
    "session/x",
    "csrf/x/y",
    "callback/google",
    "__proto__",
  ])("has no mailed link of next-auth's own and nothing else: %s", async (path) => {
    for (const answer of [await makeBrowser().get(path), await makeBrowser().post(path, {})]) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: "resource_missing" } });
    }
  });

  it("takes a POST only from our own pages, and only where it has one", async () => {
    for (const origin of ["https://evil.example", "null"]) {
      const answer = await makeBrowser().post("signout", {}, { origin });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { code: "csrf_failed" } });
    }
    for (const path of ["session", "csrf", "callback/github"]) {
      expect((await makeBrowser().post(path, {})).status).toBe(405);
    }
  });

  it("tells whose session it is, without lengthening it, and ends it", async () => {
    const { member } = await setUp();
    const browser = makeBrowser(member.cookie);
    const session = await (await browser.get("session")).json();
    expect(session).toMatchObject({ user: { email: member.email } });
    const answer = await browser.post("signout", { csrfToken: await browser.csrfToken() });
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    expect(answer.headers.get("location")).toBe(`${home}/dashboard`);
    await expect(visitMember(member.token, null, "look")).rejects.toMatchObject({ status: 401 });
    expect(await (await makeBrowser(member.cookie).get("session")).json()).toEqual({});
  });

  it("answers with our headers", async () => {
    const answer = await makeBrowser().get("providers");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("request-id")).toMatch(/^req_/);
    expect(await answer.json()).toMatchObject({ github: { id: "github" } });
  });
});
