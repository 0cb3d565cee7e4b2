import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeBareMerchant, makeListener } from "@/scripts/testing/make-merchant";
import { makeTrail } from "@/scripts/testing/make-trail";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { database } from "./client";
import { Prisma } from "./generated/client";
import { claimIdempotencyKey } from "./idempotency-keys";
import { type ReplayToKeep, type Trail, writeWithTrail } from "./write-with-trail";

let place: { merchantId: string; livemode: boolean };
beforeEach(async () => {
  place = { merchantId: (await makeBareMerchant()).id, livemode: false };
  await makeListener(place.merchantId);
});

const rename = (name: string, over = Prisma.sql`TRUE`) =>
  Prisma.sql`UPDATE merchants SET name = ${name} WHERE id = ${place.merchantId} AND ${over} RETURNING 1`;

function wholeTrail(replay: ReplayToKeep | null = null): Trail {
  return {
    ...makeTrail(place),
    event: {
      id: `evt_${randomUUID()}`,
      type: "billing_portal.session.created",
      data: { object: "test" },
    },
    request: { id: "req_1", idempotency_key: "k1" },
    replay,
  };
}

/** A key that `holder` has claimed, and the answer it will have. */
async function claim(holder: string): Promise<ReplayToKeep> {
  const claimed = { ...place, key: "k1", fingerprint: "f", holder, holdSeconds: 90 };
  await claimIdempotencyKey({ ...claimed, keepSeconds: 3600 });
  return { key: "k1", holder, status: 200, answer: `answer of ${holder}`, onKept: vi.fn() };
}

async function left() {
  const where = { merchantId: place.merchantId };
  const [audit, events, merchant, kept] = await Promise.all([
    database().auditEntry.count({ where }),
    database().event.findMany({ where, select: { request: true, livemode: true } }),
    database().merchant.findUnique({ where: { id: place.merchantId }, select: { name: true } }),
    database().idempotencyKey.findMany({ where, select: { status: true, answer: true } }),
  ]);
  return { audit, events, name: merchant?.name, kept, queued: await queuedOf(place.merchantId) };
}

async function queuedOf(merchantId: string): Promise<number> {
  const rows = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM outbox WHERE payload->>'merchantId' = ${merchantId}`;
  return rows.length;
}

describe("a change and its trail", () => {
  it("are written together: audit entry, event with its request, what is to be sent, the answer", async () => {
    const replay = await claim("req_1");
    expect(await writeWithTrail(rename("New"), wholeTrail(replay))).toBe(true);
    expect(await left()).toEqual({
      audit: 1,
      events: [{ request: { id: "req_1", idempotency_key: "k1" }, livemode: false }],
      name: "New",
      kept: [{ status: 200, answer: "answer of req_1" }],
      queued: 1,
    });
    expect(replay.onKept).toHaveBeenCalledOnce();
  });

  it("are not queued where nobody listens: in the other mode, or at another merchant", async () => {
    const others = [
      { ...place, livemode: true },
      { ...place, merchantId: (await makeBareMerchant()).id },
    ];
    for (const other of others) {
      const event = { ...wholeTrail(), ...other };
      expect(await writeWithTrail(rename("New"), event)).toBe(true);
      expect(await database().event.count({ where: other })).toBe(1);
      expect(await queuedOf(other.merchantId)).toBe(0);
    }
  });

  it("are nothing at all when no row was changed", async () => {
    const replay = await claim("req_1");
    const also = Prisma.sql`UPDATE merchants SET slug = 'x' WHERE id = ${place.merchantId}
      AND EXISTS (SELECT 1 FROM main)`;
    const isMade = await writeWithTrail(rename("New", Prisma.sql`FALSE`), wholeTrail(replay), [
      also,
    ]);
    expect(isMade).toBe(false);
    const kept = [{ status: null, answer: null }];
    expect(await left()).toEqual({ audit: 0, events: [], name: "Shop", kept, queued: 0 });
    expect(replay.onKept).not.toHaveBeenCalled();
  });

  it.each(["audit_entries", "events", "outbox"] as const)(
    "are nothing at all when %s fails",
    async (table) => {
      const replay = await claim("req_1");
      const allow = await refuseInserts(table);
      await expect(writeWithTrail(rename("New"), wholeTrail(replay))).rejects.toThrow();
      await allow();
      expect(await left()).toMatchObject({ audit: 0, events: [], name: "Shop", queued: 0 });
      expect(replay.onKept).not.toHaveBeenCalled();
    },
  );

  it("are nothing at all when the key belongs to another request by now", async () => {
    const slow = await claim("req_slow");
    await database().$executeRaw`
      UPDATE idempotency_keys SET held_until = now() - interval '1 second' WHERE merchant_id = ${place.merchantId}`;
    const quick = await claim("req_quick");
    await expect(writeWithTrail(rename("Slow"), wholeTrail(slow))).rejects.toThrow();
    expect((await left()).name).toBe("Shop");
    expect(await writeWithTrail(rename("Quick"), wholeTrail(quick))).toBe(true);
    await expect(writeWithTrail(rename("Slow"), wholeTrail(slow))).rejects.toThrow();
    expect(await left()).toMatchObject({
      audit: 1,
      name: "Quick",
      kept: [{ status: 200, answer: "answer of req_quick" }],
    });
  });

  it("are nothing at all when the key was given back by another request meanwhile", async () => {
    const slow = await claim("req_slow");
    await database().idempotencyKey.deleteMany({ where: { merchantId: place.merchantId } });
    await expect(writeWithTrail(rename("Slow"), wholeTrail(slow))).rejects.toThrow();
    expect(await left()).toMatchObject({ audit: 0, name: "Shop", kept: [] });
  });

  it("leave another merchant's and another mode's key of that name alone", async () => {
    const others = [
      { ...place, livemode: true },
      { merchantId: (await makeBareMerchant()).id, livemode: false },
    ];
    for (const other of others) {
      const claimed = { ...other, key: "k1", fingerprint: "f", holder: "req_1", holdSeconds: 90 };
      await claimIdempotencyKey({ ...claimed, keepSeconds: 3600 });
    }
    await writeWithTrail(rename("New"), wholeTrail(await claim("req_1")));
    for (const { merchantId, livemode } of others) {
      const where = { merchantId_livemode_key: { merchantId, livemode, key: "k1" } };
      expect(await database().idempotencyKey.findUnique({ where })).toMatchObject({ status: null });
    }
  });
});
