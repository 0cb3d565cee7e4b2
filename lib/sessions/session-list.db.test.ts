import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import type { MemberContext } from "../auth/member-context";
import { database } from "../db/client";
import { saveSnapshot } from "../db/snapshots";
import { newId } from "../ids";
import { configurationSchema } from "../portal/configuration";
import { makeSnapshot } from "../portal/fact-builders";
import { snapshotShape } from "../portal/snapshot";
import { hashToken } from "../secrets";
import { listSessions } from "./list-sessions";
import { loadSession } from "./load-session";
import { revokeSessions } from "./revoke-sessions";
import { readSessionFilter, requireSessionFilter, type SessionFilter } from "./session-filter";

type Member = Pick<MemberContext, "member" | "merchant" | "livemode">;

const everything: SessionFilter = { state: "all", customer: null, after: null };

async function setUp() {
  const { id, slug } = await makeBareMerchant();
  const member: Member = {
    member: { id: newId("member"), email: "owner@example.com", name: null },
    merchant: { id, slug, name: "Shop", branding: {} },
    livemode: false,
  };
  const document = configurationSchema.parse({});
  const owner = { merchantId: id, livemode: false, isDefault: true };
  const configuration = await makeConfiguration({ ...owner, document });
  return { member, configurationId: configuration.id };
}

type Shop = Awaited<ReturnType<typeof setUp>>;

type Made = {
  readonly customerId?: string;
  readonly livemode?: boolean;
  /** Seconds ago, by the database's clock; absent: it did not happen. */
  readonly created?: number;
  readonly redeemed?: number;
  readonly ended?: number;
};

/** A session with these times; redeemed a minute ago unless said otherwise. */
async function make({ member, configurationId }: Shop, given: Made = {}) {
  const { customerId = "cus_ada", livemode = false, created = 60, redeemed, ended } = given;
  const id = newId("portalSession");
  const accessToken = `pat_${randomBytes(32).toString("base64url")}`;
  await database().portalSession.create({
    data: {
      id,
      merchantId: member.merchant.id,
      livemode,
      customerId,
      configurationId,
      accessTokenHash: hashToken(accessToken),
    },
  });
  await database().$executeRaw`
    UPDATE portal_sessions SET created_at = date_trunc('milliseconds', now()) - make_interval(secs => ${created}),
      redeemed_at = date_trunc('milliseconds', now()) - make_interval(secs => ${redeemed ?? null}::int),
      last_active_at = date_trunc('milliseconds', now()) - make_interval(secs => ${redeemed ?? null}::int),
      ended_at = date_trunc('milliseconds', now()) - make_interval(secs => ${ended ?? null}::int)
    WHERE id = ${id}`;
  return { id, accessToken };
}

async function list(shop: Shop, filter: Partial<SessionFilter> = {}) {
  return listSessions(shop.member, { ...everything, ...filter });
}

async function idsOf(shop: Shop, filter: Partial<SessionFilter> = {}) {
  return (await list(shop, filter)).list.map(({ id }) => id);
}

function audited({ member }: Shop) {
  const action = "portal_session.revoked";
  return database().auditEntry.findMany({ where: { merchantId: member.merchant.id, action } });
}

describe("the list of sessions", () => {
  it("is this merchant's in this mode, newest first, each in its state", async () => {
    const shop = await setUp();
    const other = await setUp();
    await make(other, { redeemed: 10 });
    await make(shop, { redeemed: 10, livemode: true });
    const ended = await make(shop, { created: 500, redeemed: 400, ended: 300 });
    const idle = await make(shop, { created: 9000, redeemed: 8000 });
    const active = await make(shop, { created: 200, redeemed: 100 });
    const unused = await make(shop, { created: 5 });
    const { list: entries } = await list(shop);
    expect(entries.map(({ id, state }) => [id, state])).toEqual([
      [unused.id, "unused"],
      [active.id, "active"],
      [ended.id, "expired"],
      [idle.id, "idle"],
    ]);
    expect(await idsOf(shop, { state: "active" })).toEqual([active.id]);
  });

  it("names a customer as the kept snapshot does, and only that merchant's snapshot", async () => {
    const shop = await setUp();
    const other = await setUp();
    await make(shop, { customerId: "cus_ada" });
    const taken = makeSnapshot({ customer: { id: "cus_ada", name: "Ada", email: null } });
    const snapshot = { shape: snapshotShape, takenFor: "all", snapshot: taken };
    const key = { livemode: false, customerId: "cus_ada" };
    await saveSnapshot({ ...key, merchantId: other.member.merchant.id }, snapshot, 1000);
    const [unnamed] = (await list(shop)).list;
    expect(unnamed?.customer).toEqual({ id: "cus_ada", name: null, email: null });
    await saveSnapshot({ ...key, merchantId: shop.member.merchant.id }, snapshot, 1000);
    const [named] = (await list(shop)).list;
    expect(named?.customer).toEqual({ id: "cus_ada", name: "Ada", email: null });
  });

  it("can be narrowed to one customer", async () => {
    const shop = await setUp();
    await make(shop, { customerId: "cus_ada" });
    const bob = await make(shop, { customerId: "cus_bob" });
    expect(await idsOf(shop, { customer: "cus_bob" })).toEqual([bob.id]);
    expect(await idsOf(shop, { customer: "cus_eve" })).toEqual([]);
  });

  it("comes in pages that follow one another without a gap, even where many began at once", async () => {
    const shop = await setUp();
    const made = await Promise.all(Array.from({ length: 27 }, () => make(shop)));
    await database().$executeRaw`
      UPDATE portal_sessions SET created_at = now() WHERE merchant_id = ${shop.member.merchant.id}`;
    const first = await list(shop);
    expect(first.list).toHaveLength(25);
    expect(first.next).toBe(first.list.at(-1)?.id);
    const second = await list(shop, { after: first.next });
    expect(second).toMatchObject({ next: null });
    const seen = [...first.list, ...second.list].map(({ id }) => id);
    expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it("follows no session of another merchant", async () => {
    const shop = await setUp();
    const other = await setUp();
    await make(shop, { created: 500 });
    const foreign = await make(other);
    expect(await idsOf(shop, { after: foreign.id })).toEqual([]);
    expect(await idsOf(shop, { after: "bps_unknown" })).toEqual([]);
  });
});

describe("revoking", () => {
  it("ends the visit at once and writes down who did it", async () => {
    const shop = await setUp();
    const { id, accessToken } = await make(shop, { redeemed: 30 });
    await expect(loadSession(accessToken)).resolves.toBeDefined();
    expect(await revokeSessions(shop.member, [id, id])).toEqual([id]);
    await expect(loadSession(accessToken)).rejects.toMatchObject({ code: "session_revoked" });
    expect((await list(shop)).list).toMatchObject([{ id, state: "revoked" }]);
    expect(await audited(shop)).toMatchObject([
      {
        actorType: "member",
        actorId: shop.member.member.id,
        action: "portal_session.revoked",
        target: id,
        livemode: false,
        data: {
          customer: "cus_ada",
          before: { revoked_at: null },
          after: { revoked_at: expect.any(Number) },
        },
      },
    ]);
  });

  it("done twice, is done once", async () => {
    const shop = await setUp();
    const { id } = await make(shop, { redeemed: 30 });
    const answers = await Promise.all([
      revokeSessions(shop.member, [id]),
      revokeSessions(shop.member, [id]),
    ]);
    expect(answers.flat()).toEqual([id]);
    expect(await audited(shop)).toHaveLength(1);
  });

  it("answers another merchant's, the other mode's and an unknown session alike, and ends none", async () => {
    const shop = await setUp();
    const own = await make(shop, { redeemed: 30 });
    const live = await make(shop, { redeemed: 30, livemode: true });
    const foreign = await make(await setUp(), { redeemed: 30 });
    for (const id of [foreign.id, live.id, "bps_unknown", "", "'; --"]) {
      await expect(revokeSessions(shop.member, [own.id, id])).rejects.toMatchObject({
        code: "resource_missing",
        message: "No such object.",
        details: { param: "sessions" },
      });
    }
    for (const { accessToken } of [own, live, foreign]) {
      await expect(loadSession(accessToken)).resolves.toBeDefined();
    }
    expect(await audited(shop)).toEqual([]);
  });
});

describe("the filter in an address", () => {
  it.each([
    [{}, everything],
    [{ state: "active" }, { ...everything, state: "active" }],
    [{ customer: "" }, everything],
    [
      { customer: "cus_1", after: "bps_1" },
      { state: "all", customer: "cus_1", after: "bps_1" },
    ],
  ])("%j is one we have", (query, filter) => {
    expect(readSessionFilter(query)).toEqual(filter);
  });

  it.each([
    { state: "id; drop table" },
    { state: "__proto__" },
    { state: "" },
    { state: ["all", "active"] },
    { sort: "created_at" },
    { constructor: "x" },
    JSON.parse('{"__proto__":"x"}'),
    { customer: "sub_1" },
    { customer: "cus_1%" },
    { after: "1 OR 1=1" },
    { after: "" },
  ])("%j is none", (query) => {
    expect(readSessionFilter(query)).toBeNull();
  });

  it("is refused by the door where it is none", () => {
    const ask = (query: string) => () => requireSessionFilter(new URLSearchParams(query));
    expect(ask("")).not.toThrow();
    expect(ask("state=active&customer=")).not.toThrow();
    for (const query of ["state=x", "sort=id", "state=all&state=active", "__proto__=x"]) {
      expect(ask(query)).toThrow(expect.objectContaining({ code: "parameter_invalid" }));
    }
  });
});
