import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeBareMerchant, makeListener } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { countTrail } from "@/scripts/testing/trail";
import { newId } from "../ids";
import { database } from "./client";
import {
  findIntent,
  findIntentByNonce,
  type IntentRow,
  insertIntent,
  listUnsettledIntents,
  markIntentUnknown,
  type Settlement,
  settleIntent,
} from "./intents";

const settlement: Settlement = {
  outcome: { outcome: "applied" },
  event: {
    type: "portico.subscription.canceled",
    data: { object: "portico.action", customer: "cus_1" },
  },
};
const nothing = { audit: 0, events: 0, outbox: 0 };
const once = { audit: 1, events: 1, outbox: 1 };

async function makeIntent(over: { merchantId?: string; sessionId?: string; nonce?: string } = {}) {
  const merchantId = over.merchantId ?? (await makeBareMerchant()).id;
  const intent = await insertIntent({
    id: newId("intent"),
    livemode: false,
    sessionId: newId("portalSession"),
    customerId: "cus_1",
    action: "cancel_subscription",
    target: "sub_1",
    nonce: randomUUID(),
    input: { subscription: "sub_1" },
    expected: {},
    call: { method: "subscriptions.cancel" },
    ...over,
    merchantId,
  });
  if (intent === null) throw new Error("The nonce was taken.");
  await makeListener(merchantId);
  return intent;
}

function age({ id }: IntentRow, seconds: number) {
  return database().$executeRaw`
    UPDATE intents SET created_at = created_at - make_interval(secs => ${seconds}) WHERE id = ${id}`;
}

async function stateOf({ merchantId, sessionId, id }: IntentRow) {
  return (await findIntent(merchantId, sessionId, id))?.state;
}

describe("a nonce", () => {
  it("belongs to one intent of its session, however many come at once", async () => {
    const { id: merchantId } = await makeBareMerchant();
    const same = { merchantId, sessionId: newId("portalSession"), nonce: randomUUID() };
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => makeIntent(same)));
    const kept = results.filter(({ status }) => status === "fulfilled");
    expect(kept).toHaveLength(1);
    const found = await findIntentByNonce(merchantId, same.sessionId, same.nonce);
    expect(kept[0]).toMatchObject({ value: { id: found?.id } });
  });

  it("may be used again in another session", async () => {
    const first = await makeIntent();
    const second = await makeIntent({ merchantId: first.merchantId, nonce: first.nonce });
    expect(second.id).not.toBe(first.id);
  });
});

describe("an intent", () => {
  it("is found by its own merchant and session only", async () => {
    const intent = await makeIntent();
    const { merchantId, sessionId, id, nonce } = intent;
    const other = await makeBareMerchant();
    expect(await findIntent(merchantId, sessionId, id)).toEqual(intent);
    expect(await findIntent(other.id, sessionId, id)).toBeNull();
    expect(await findIntent(merchantId, newId("portalSession"), id)).toBeNull();
    expect(await findIntentByNonce(merchantId, sessionId, nonce)).toEqual(intent);
    expect(await findIntentByNonce(other.id, sessionId, nonce)).toBeNull();
    expect(await findIntentByNonce(merchantId, newId("portalSession"), nonce)).toBeNull();
  });

  it("is changed by its own merchant only", async () => {
    const intent = await makeIntent();
    const other = await makeBareMerchant();
    await markIntentUnknown(other.id, intent.id);
    expect(await settleIntent({ ...intent, merchantId: other.id }, settlement)).toBe(false);
    expect(await stateOf(intent)).toBe("acting");
    expect(await countTrail(other.id)).toEqual(nothing);
  });

  it("is settled once, with one trail, however many settle it at once", async () => {
    const intent = await makeIntent();
    const tries = Array.from({ length: 10 }, () => settleIntent(intent, settlement));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await stateOf(intent)).toBe("settled");
    expect(await countTrail(intent.merchantId)).toEqual(once);
  });

  it("stays settled when somebody comes late and calls it unknown", async () => {
    const intent = await makeIntent();
    await settleIntent(intent, settlement);
    await markIntentUnknown(intent.merchantId, intent.id);
    expect(await stateOf(intent)).toBe("settled");
  });

  it("that did nothing leaves an audit entry and tells nobody", async () => {
    const intent = await makeIntent();
    await settleIntent(intent, { outcome: { outcome: "failed" }, event: null });
    expect(await countTrail(intent.merchantId)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });

  it.each(["audit_entries", "events", "outbox"] as const)(
    "is settled with its whole trail or not at all: %s fails",
    async (table) => {
      const intent = await makeIntent();
      const allow = await refuseInserts(table);
      await expect(settleIntent(intent, settlement)).rejects.toThrow();
      await allow();
      expect(await stateOf(intent)).toBe("acting");
      expect(await countTrail(intent.merchantId)).toEqual(nothing);
      expect(await settleIntent(intent, settlement)).toBe(true);
      expect(await countTrail(intent.merchantId)).toEqual(once);
    },
  );
});

describe("the list of unsettled intents", () => {
  it("has the old and open ones, whatever their state is called", async () => {
    const [acting, unknown, young, settled] = [
      await makeIntent(),
      await makeIntent(),
      await makeIntent(),
      await makeIntent(),
    ];
    for (const intent of [acting, unknown, settled]) await age(intent, 31);
    await markIntentUnknown(unknown.merchantId, unknown.id);
    await settleIntent(settled, settlement);
    const listed = (await listUnsettledIntents(30, 1000)).map(({ id }) => id);
    expect(listed).toContain(acting.id);
    expect(listed).toContain(unknown.id);
    expect(listed).not.toContain(young.id);
    expect(listed).not.toContain(settled.id);
    expect(await listUnsettledIntents(30, 1)).toHaveLength(1);
  });

  it("gives rows as whole as the others do", async () => {
    const intent = await makeIntent();
    await age(intent, 31);
    const { id, merchantId, sessionId } = intent;
    const listed = (await listUnsettledIntents(30, 1000)).find((row) => row.id === id);
    expect(await findIntent(merchantId, sessionId, id)).toEqual({ ...listed, settledAt: null });
  });
});
