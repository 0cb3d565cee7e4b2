import { beforeAll, describe, expect, it } from "vitest";
import { type ApiBody, callApi, makeApiKey } from "@/scripts/testing/call-api";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { database } from "../../../db/client";
import { env } from "../../../env";
import { loadSession } from "../../../sessions/load-session";
import { redeemSession } from "../../../sessions/redeem-session";
import { sessionState } from "../../../sessions/state";
import { keptSessionAnswer } from "../../../wire/portal-session";
import { sessionStatuses } from "../../../wire/portal-session-params";
import { createSession } from "./create-session";
import { listSessions } from "./list-sessions";
import { retrieveSession } from "./retrieve-session";
import { revokeSession } from "./revoke-session";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const shop = await makeMerchant(sandbox);
  const key = await makeApiKey({ merchantId: shop.id, livemode: false });
  const ada = await makeCustomer(shop);
  const create = async (form: Record<string, string> = {}) => {
    const { body } = await callApi(createSession, key, { form: { customer: ada.id, ...form } });
    const url = String(body["url"]);
    return { id: String(body["id"]), url, code: url.split("/").at(-1) ?? "" };
  };
  const retrieve = (session: string) => callApi(retrieveSession, key, { ids: { session } });
  const revoke = (session: string, headers = {}) =>
    callApi(revokeSession, key, { ids: { session }, headers });
  const list = (form: Record<string, string> = {}) => callApi(listSessions, key, { form });
  return { shop, key, ada, create, retrieve, revoke, list };
}

function dataOf(body: ApiBody): Record<string, unknown>[] {
  return (body["data"] ?? []) as Record<string, unknown>[];
}

function idsOf(body: ApiBody) {
  return dataOf(body).map(({ id }) => id);
}

function trailOf(merchantId: string) {
  return Promise.all([
    database().auditEntry.findMany({ where: { merchantId, action: "portal_session.revoked" } }),
    database().event.findMany({ where: { merchantId, type: "portico.session.revoked" } }),
  ]);
}

describe("a session that was made", () => {
  it("is told with what became of it, never with its link", async () => {
    const { shop, create, retrieve } = await setUp();
    const made = await create({ "portico[read_only]": "true", locale: "fr" });
    const fate = { opened_at: null, last_active_at: null, revoked_at: null };
    const { body } = await retrieve(made.id);
    expect(keptSessionAnswer.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      id: made.id,
      locale: "fr",
      url: `${env().APP_URL}/p/${shop.segment}`,
      portico: {
        ...fate,
        read_only: true,
        state: "unused",
        proof: "secret_key",
        surface: "hosted",
      },
    });
    await redeemSession(made.code, []);
    expect((await retrieve(made.id)).body).toMatchObject({
      portico: { state: "active", opened_at: expect.any(Number), revoked_at: null },
    });
  });

  it("shows its configuration whole when that is asked for", async () => {
    const { key, create, list } = await setUp();
    const { id: session } = await create();
    const form = { "expand[]": "configuration" };
    const { body } = await callApi(retrieveSession, key, { ids: { session }, form });
    const configuration = { object: "billing_portal.configuration", is_default: true };
    expect(body).toMatchObject({ configuration });
    const listed = await list({ "expand[]": "data.configuration" });
    expect(dataOf(listed.body)).toMatchObject([{ id: session, configuration }]);
  });

  it("is another merchant's no more than none, and told to be of the other mode", async () => {
    const own = await setUp();
    const other = await setUp();
    const made = await other.create();
    const live = await makeApiKey({ merchantId: other.shop.id, livemode: true });
    for (const endpoint of [retrieveSession, revokeSession]) {
      for (const session of [made.id, "bps_unknown", "bpc_1", "%00", "..", "bps_\0"]) {
        const { status, body } = await callApi(endpoint, own.key, { ids: { session } });
        expect([status, body.error?.code, body.error?.param]).toEqual([
          ...[404, "resource_missing", undefined],
        ]);
      }
      const { status, body } = await callApi(endpoint, live, { ids: { session: made.id } });
      expect([status, body.error?.code]).toEqual([400, "livemode_mismatch"]);
    }
    expect((await other.retrieve(made.id)).body).toMatchObject({ portico: { revoked_at: null } });
  });

  it("takes no parameters here", async () => {
    const { key, create } = await setUp();
    const { id: session } = await create();
    const form = { customer: "cus_1" };
    const { body } = await callApi(revokeSession, key, { ids: { session }, form });
    expect(body.error).toMatchObject({ code: "parameter_unknown", param: "customer" });
  });
});

describe("revoking", () => {
  it("ends the session at once, with one audit entry and one event", async () => {
    const { shop, ada, revoke } = await setUp();
    const { context, accessToken } = await openSession(shop, ada.id);
    const { status, body } = await revoke(context.session.id);
    expect(status).toBe(200);
    expect(keptSessionAnswer.parse(body)).toEqual(body);
    expect(body).toMatchObject({ portico: { state: "revoked", revoked_at: expect.any(Number) } });
    await expect(loadSession(accessToken)).rejects.toMatchObject({ code: "session_revoked" });
    const [entries, events] = await trailOf(shop.id);
    expect(entries).toMatchObject([{ actorType: "api_key", target: context.session.id }]);
    expect(events.map(({ data }) => data)).toEqual([body]);
  });

  it("keeps a link from opening that nobody has opened yet", async () => {
    const { create, revoke } = await setUp();
    const { id, code } = await create();
    await revoke(id);
    await expect(redeemSession(code, [])).rejects.toMatchObject({ code: "session_revoked" });
  });

  it("may be done again, and by many at once, and is done once", async () => {
    const { shop, create, revoke } = await setUp();
    const { id } = await create();
    const answers = await Promise.all(Array.from({ length: 5 }, () => revoke(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const again = await revoke(id);
    expect(again.body).toMatchObject({ portico: { state: "revoked" } });
    const [entries, events] = await trailOf(shop.id);
    expect([entries.length, events.length]).toEqual([1, 1]);
  });

  it("answers a repeated request with its first answer", async () => {
    const { create, revoke } = await setUp();
    const { id } = await create();
    const headers = { "idempotency-key": "revoke-once" };
    const first = await revoke(id, headers);
    const second = await revoke(id, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });
});

/** Moves moments of a session so many seconds into the past; null: they never were. */
async function age(id: string, columns: Readonly<Record<string, number | null>>) {
  for (const [column, seconds] of Object.entries(columns)) {
    const sql = `UPDATE portal_sessions SET ${column} = now() - make_interval(secs => $2) WHERE id = $1`;
    await database().$executeRawUnsafe(sql, id, seconds);
  }
}

describe("the list", () => {
  it("is this merchant's in this mode, newest first, by pages in both directions", async () => {
    const own = await setUp();
    await (await setUp()).create();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await own.create()).id);
    const [first = "", second = "", third = ""] = made;
    const whole = await own.list();
    expect(whole.body).toMatchObject({ object: "list", url: "/v1/billing_portal/sessions" });
    expect([idsOf(whole.body), whole.body["has_more"]]).toEqual([made, false]);
    const page = await own.list({ limit: "2", starting_after: first });
    expect([idsOf(page.body), page.body["has_more"]]).toEqual([[second, third], true]);
    const back = await own.list({ limit: "2", ending_before: third });
    expect([idsOf(back.body), back.body["has_more"]]).toEqual([[first, second], false]);
    const live = await makeApiKey({ merchantId: own.shop.id, livemode: true });
    expect(idsOf((await callApi(listSessions, live)).body)).toEqual([]);
  });

  it("is of one customer when that is asked for", async () => {
    const { shop, create, list } = await setUp();
    await create();
    const second = await makeCustomer(shop);
    const { id } = await create({ customer: second.id });
    expect(idsOf((await list({ customer: second.id })).body)).toEqual([id]);
    expect(idsOf((await list({ customer: "cus_unknown" })).body)).toEqual([]);
  });

  it("by status, agrees with what each session says of itself", async () => {
    const { shop, create, list } = await setUp();
    const hour = 3600;
    const ages: Record<string, number | null>[] = [
      { created_at: 0 },
      { created_at: 400 },
      { created_at: 50, redeemed_at: 40, last_active_at: 10 },
      { created_at: 50, redeemed_at: 40, last_active_at: null },
      { created_at: 2 * hour, redeemed_at: 2 * hour, last_active_at: hour + 5 },
      { created_at: 5 * hour, redeemed_at: 5 * hour, last_active_at: 10 },
      { created_at: 50, redeemed_at: 40, last_active_at: 30, ended_at: 20 },
      { created_at: 20, revoked_at: 5 },
      { created_at: 5 * hour, ended_at: 4 * hour, revoked_at: 10 },
    ];
    for (const columns of ages) await age((await create()).id, columns);
    const rows = await database().portalSession.findMany({ where: { merchantId: shop.id } });
    const databaseNow = new Date();
    for (const status of sessionStatuses) {
      const { body } = await list({ status, limit: "100" });
      const expected = rows.filter((row) => sessionState({ ...row, databaseNow }) === status);
      expect(expected).not.toEqual([]);
      expect(idsOf(body).sort()).toEqual(expected.map(({ id }) => id).sort());
      for (const { portico } of dataOf(body)) expect(portico).toMatchObject({ state: status });
    }
  });

  it("refuses what is no page and no filter", async () => {
    const { list } = await setUp();
    const stranger = await (await setUp()).create();
    const cases: [Record<string, string>, string, string][] = [
      [{ limit: "0" }, "parameter_invalid_integer", "limit"],
      [{ limit: "101" }, "parameter_invalid_integer", "limit"],
      [{ limit: "x" }, "parameter_invalid_integer", "limit"],
      [{ starting_after: "a", ending_before: "b" }, "parameters_exclusive", "ending_before"],
      [{ starting_after: stranger.id }, "resource_missing", "starting_after"],
      [{ ending_before: "bps_unknown" }, "resource_missing", "ending_before"],
      [{ status: "open" }, "parameter_invalid", "status"],
      [{ color: "red" }, "parameter_unknown", "color"],
    ];
    for (const [form, code, param] of cases) {
      const { status, body } = await list(form);
      expect([status, body.error?.code, body.error?.param]).toEqual([400, code, param]);
    }
  });
});
