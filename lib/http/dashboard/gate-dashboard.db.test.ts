import { beforeAll, describe, expect, it } from "vitest";
import { keepMails, newEmail } from "@/scripts/testing/mailbox";
import { ageMember, makeMember } from "@/scripts/testing/make-member";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { makeSignInLink } from "../../auth/make-sign-in-link";
import { database } from "../../db/client";
import { joinMerchant } from "../../db/members";
import { gateDashboard } from "./gate-dashboard";

beforeAll(keepMails);

const home = "http://localhost:3000";

function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  return gateDashboard(new Request(new URL(path, home), { method, headers }));
}

async function setUp() {
  const merchant = await makeBareMerchant();
  return { merchant, member: await makeMember(merchant.id, "viewer") };
}

describe("a page of the dashboard", () => {
  it("is shown to a member of its merchant", async () => {
    const { merchant, member } = await setUp();
    const { cookie } = member;
    for (const path of ["", `/${merchant.slug}`, `/test_${merchant.slug}/portal`, "/preview"]) {
      expect(await ask(`/dashboard${path}`, { cookie })).toBeNull();
    }
  });

  it("is 401 with the sign-in page to everybody else, and knows the way back", async () => {
    const { merchant, member } = await setUp();
    await ageMember(member, "last_active_at", 30 * 60);
    const path = `/dashboard/test_${merchant.slug}/portal`;
    const shown = {
      kind: "shown",
      status: 401,
      path: `/dashboard/sign-in?reason=session_required&next=${encodeURIComponent(path)}`,
    };
    const cookies = [
      "",
      member.cookie,
      "next-auth.session-token=x",
      `portico_test_x=${member.token}`,
    ];
    for (const cookie of cookies) expect(await ask(path, { cookie })).toEqual(shown);
    expect(await ask("/dashboard/no-such-shop")).toMatchObject({ status: 401 });
    expect(await ask("/dashboard/preview")).toMatchObject({ status: 401 });
    expect(await ask("/dashboard")).toMatchObject({ status: 401 });
  });

  it("is the same 404 for a foreign merchant and an unknown one", async () => {
    const { member } = await setUp();
    const foreign = await setUp();
    const shown = { kind: "shown", status: 404, path: "/dashboard/refused?code=resource_missing" };
    for (const slug of [foreign.merchant.slug, "no-such-shop", "x", "__proto__", "%00"]) {
      expect(await ask(`/dashboard/${slug}/portal`, { cookie: member.cookie })).toEqual(shown);
    }
  });

  it("of sign-in is open", async () => {
    expect(await ask("/dashboard/sign-in")).toBeNull();
  });

  it("of setup is open until there is an owner", async () => {
    await database().membership.deleteMany({ where: { role: "owner" } });
    expect(await ask("/dashboard/setup")).toBeNull();
    const { id: merchantId } = await makeBareMerchant();
    await joinMerchant({ merchantId, email: newEmail(), name: null, role: "owner" });
    expect(await ask("/dashboard/setup")).toMatchObject({ status: 404 });
  });

  it("of a mailed link is open while the link is good, however often it is looked at", async () => {
    const { member } = await setUp();
    const { link } = await makeSignInLink(member.email);
    const { pathname } = new URL(link);
    for (let look = 0; look < 3; look += 1) {
      expect(await ask(pathname)).toBeNull();
      expect(await ask(pathname, {}, "HEAD")).toBeNull();
    }
    const { id } = await database().emailLink.findFirstOrThrow({ where: { email: member.email } });
    await database().emailLink.update({ where: { id }, data: { usedAt: new Date() } });
    expect(await ask(pathname)).toEqual({
      kind: "shown",
      status: 410,
      path: "/dashboard/sign-in?reason=link_used",
    });
    for (const code of ["", "x", `plk_${"a".repeat(43)}`, `${pathname.split("/").at(-1)}x`]) {
      expect(await ask(`/dashboard/link/${code}`)).toMatchObject({ status: 400 });
    }
  });
});

describe("a POST to the dashboard", () => {
  const length = { "content-length": "10" };
  const from = { origin: home, ...length };
  const cookie = `next-auth.session-token=pms_${"a".repeat(43)}`;

  async function post(headers: Record<string, string>, method = "POST") {
    const verdict = await ask("/dashboard/test_x/portal", headers, method);
    if (verdict?.kind !== "answer") return verdict;
    const { error } = await verdict.response.json();
    expect(verdict.response.headers.get("request-id")).toBe(error.request_id);
    return { status: verdict.response.status, code: error.code };
  }

  it("passes when it looks like a form of ours; who may act is decided by the action", async () => {
    expect(await post({ ...from, cookie })).toBeNull();
    expect(await post({ ...from, cookie, "content-length": "65536" })).toBeNull();
  });

  it("is counted where the framework sends it on to the page that owns its action, without a length", async () => {
    const sendOn = (bytes: number) => {
      const headers = { origin: home, cookie, "x-action-forwarded": "1" };
      const body = new Uint8Array(bytes);
      return gateDashboard(new Request(`${home}/dashboard/x`, { method: "POST", headers, body }));
    };
    expect(await sendOn(64 * 1024)).toBeNull();
    const verdict = await sendOn(64 * 1024 + 1);
    expect(verdict).toMatchObject({ kind: "answer", response: { status: 413 } });
  });

  it.each([
    ["no Origin", { ...length, cookie }, 403, "csrf_failed"],
    ["a foreign Origin", { ...from, cookie, origin: "https://evil.example" }, 403, "csrf_failed"],
    ["Origin null", { ...from, cookie, origin: "null" }, 403, "csrf_failed"],
    ["no session", from, 401, "session_required"],
    ["a customer's session", { ...from, cookie: "portico_test_x=pat_x" }, 401, "session_required"],
    ["no length", { origin: home, cookie }, 411, "length_required"],
    [
      "nonsense as length",
      { origin: home, cookie, "content-length": "1e3" },
      411,
      "length_required",
    ],
    ["64 KB + 1", { ...from, cookie, "content-length": "65537" }, 413, "body_too_large"],
  ])("is refused in the envelope with %s", async (_, headers, status, code) => {
    expect(await post(headers)).toEqual({ status, code });
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("is no %s", async (method) => {
    expect(await post({ ...from, cookie }, method)).toEqual({
      status: 405,
      code: "method_not_allowed",
    });
  });
});
