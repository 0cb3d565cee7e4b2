import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant, makeListener } from "@/scripts/testing/make-merchant";
import { makeTrail } from "@/scripts/testing/make-trail";
import { newId } from "../ids";
import { database, transact } from "./client";
import { insertOpenSession, insertSession, redeemSession } from "./portal-sessions";

let merchantId: string;
let configurationId: string;
beforeAll(async () => {
  ({ id: merchantId } = await makeBareMerchant());
  await makeListener(merchantId);
  const made = { merchantId, livemode: false, isDefault: true, document: {} };
  ({ id: configurationId } = await makeConfiguration(made));
});

const flow = { type: "customer_update", customer_update: {} };

async function mint() {
  const id = newId("portalSession");
  const exchangeCodeHash = randomUUID();
  const place = { merchantId, livemode: false };
  await insertSession(
    {
      id,
      ...place,
      customerId: "cus_1",
      configurationId,
      returnUrl: "https://shop.example/",
      locale: "de",
      customerAccount: null,
      onBehalfOf: "acct_1",
      flow,
      afterExpiration: null,
      portico: { read_only: true },
      exchangeCodeHash,
    },
    makeTrail(place),
  );
  return { id, exchangeCodeHash };
}

/** What a session's being opened has left behind. */
async function trailOf(session: string) {
  const audit = await database().auditEntry.findMany({
    where: { merchantId, target: session, action: "session.opened" },
  });
  const all = await database().event.findMany({
    where: { merchantId, type: "portico.session.visited" },
  });
  const events = all.filter(({ data }) => JSON.stringify(data).includes(session));
  const queued = await database().$queryRaw<{ event: string }[]>`
    SELECT payload->>'event' AS event FROM outbox
    WHERE queue = 'event' AND payload->>'merchantId' = ${merchantId}`;
  const waiting = queued.filter(({ event }) => events.some(({ id }) => id === event));
  return { audit, events, waiting };
}

describe("a link that is redeemed", () => {
  it("leaves one audit entry and one event, which tells the session without its secrets", async () => {
    const { id, exchangeCodeHash } = await mint();
    const hashes = Array.from({ length: 10 }, () => randomUUID());
    const attempts = hashes.map((accessTokenHash) =>
      redeemSession({ exchangeCodeHash, accessTokenHash, unusedSeconds: 300 }),
    );
    const won = (await Promise.all(attempts)).filter((row) => row !== null);
    expect(won).toMatchObject([{ id, merchantId, livemode: false, flow }]);

    const { audit, events, waiting } = await trailOf(id);
    expect(audit).toMatchObject([
      {
        actorType: "customer",
        actorId: "cus_1",
        data: { proof: "secret_key", surface: "hosted" },
        livemode: false,
      },
    ]);
    expect(events).toHaveLength(1);
    expect(waiting).toHaveLength(1);
    expect(events[0]?.data).toEqual({
      id,
      object: "billing_portal.session",
      configuration: configurationId,
      created: expect.any(Number),
      customer: "cus_1",
      customer_account: null,
      flow,
      livemode: false,
      locale: "de",
      on_behalf_of: "acct_1",
      return_url: "https://shop.example/",
      proof: "secret_key",
      surface: "hosted",
    });
    expect(JSON.stringify(events[0])).not.toContain(exchangeCodeHash);
    for (const hash of hashes) expect(JSON.stringify(events[0])).not.toContain(hash);
  });

  it("leaves nothing when it opens nothing", async () => {
    const { id, exchangeCodeHash } = await mint();
    const given = { exchangeCodeHash, accessTokenHash: randomUUID() };
    expect(await redeemSession({ ...given, unusedSeconds: 0 })).toBeNull();
    expect(await trailOf(id)).toEqual({ audit: [], events: [], waiting: [] });
  });
});

describe("a session opened by mail", () => {
  const opened = {
    livemode: false,
    customerId: "cus_1",
    locale: null,
    proof: "email_link",
    surface: "embed",
    tokenSeconds: 300,
    resumeHash: null,
  };

  it("leaves the same", async () => {
    const id = newId("portalSession");
    const row = { ...opened, id, merchantId, configurationId, accessTokenHash: randomUUID() };
    await transact((tx) => insertOpenSession(tx, { ...row, replaces: null }));
    const { audit, events, waiting } = await trailOf(id);
    expect(audit).toMatchObject([{ data: { proof: "email_link", surface: "embed" } }]);
    expect(events).toMatchObject([{ data: { id, flow: null, on_behalf_of: null } }]);
    expect(waiting).toHaveLength(1);
  });

  it("goes on with nothing of another merchant's session", async () => {
    const { id: replaces } = await mint();
    const other = await makeBareMerchant();
    const made = { merchantId: other.id, livemode: false, isDefault: true, document: {} };
    const configuration = await makeConfiguration(made);
    const id = newId("portalSession");
    const place = { merchantId: other.id, configurationId: configuration.id };
    const row = { ...opened, ...place, id, accessTokenHash: randomUUID(), replaces };
    await transact((tx) => insertOpenSession(tx, row));
    expect(await database().portalSession.findUnique({ where: { id } })).toMatchObject({
      onBehalfOf: null,
      flow: null,
      portico: null,
      returnUrl: null,
    });
  });
});
