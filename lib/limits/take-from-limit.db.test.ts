import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { database } from "../db/client";
import { forgetOldLimits } from "./forget-old-limits";
import { takeFromLimit } from "./take-from-limit";

type Name = Parameters<typeof takeFromLimit>[0];

function takeMany(name: Name, key: string, count: number) {
  return Promise.all(Array.from({ length: count }, () => takeFromLimit(name, key)));
}

/** As if so much time had passed for every window whose prefix begins so. */
async function pass(seconds: number, prefix: string) {
  await database().$executeRaw`
    UPDATE rate_limits SET expire = expire - ${seconds * 1000} WHERE key LIKE ${`${prefix}%`}`;
}

describe("a limit", () => {
  it.each([
    ["link_mailbox", 2],
    ["link_address", 6],
    ["member_code", 6],
  ] as const)("%s allows exactly %d of a hundred that come at once", async (name, allowed) => {
    const taken = await takeMany(name, randomUUID(), 100);
    expect(taken.filter((one) => one.allowed)).toHaveLength(allowed);
  });

  it("of one key is not another's, nor another limit's", async () => {
    const key = randomUUID();
    await takeMany("link_mailbox", key, 5);
    expect(await takeFromLimit("link_mailbox", randomUUID())).toMatchObject({ allowed: true });
    expect(await takeFromLimit("link_address", key)).toMatchObject({ allowed: true });
  });

  it("keeps no address", async () => {
    const key = `${randomUUID()}@example.com`;
    await takeFromLimit("link_mailbox", key);
    expect(await dumpDatabase()).not.toContain(key);
  });

  it("is there again when its minute is over, until the hour's is used up", async () => {
    const key = randomUUID();
    const minutes: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      const taken = await takeMany("link_mailbox", key, 2);
      minutes.push(taken.filter((one) => one.allowed).length);
      await pass(60, "link_mailbox");
    }
    expect(minutes).toEqual([2, 2, 1, 0, 0]);
    await pass(3600, "link_mailbox");
    expect(await takeFromLimit("link_mailbox", key)).toMatchObject({ allowed: true });
  });

  it("says how long to wait", async () => {
    const key = randomUUID();
    expect((await takeFromLimit("link_mailbox", key)).retryAfterSeconds).toBe(0);
    // Which of those that come at once is let through is the database's to say.
    const taken = await takeMany("link_mailbox", key, 3);
    const [through = -1, ...waits] = taken
      .map((one) => one.retryAfterSeconds)
      .sort((a, b) => a - b);
    expect(through).toBe(0);
    expect(waits).toHaveLength(2);
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
    }
  });
});

describe("an address that asked too often", () => {
  it("waits fifteen minutes from its first refusal, however often it asks again", async () => {
    const key = randomUUID();
    await takeMany("link_address", key, 6);
    expect((await takeFromLimit("link_address", key)).retryAfterSeconds).toBe(900);
    await pass(800, "link_address_60");
    const later = await takeFromLimit("link_address", key);
    expect(later.allowed).toBe(false);
    expect(later.retryAfterSeconds).toBeLessThanOrEqual(100);
    await pass(100, "link_address_60");
    expect(await takeFromLimit("link_address", key)).toMatchObject({ allowed: true });
  });

  it("waits at least as long at the end of its hour, and never less than the hour lasts", async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    for (const key of [early, late]) {
      await takeMany("link_address", key, 6);
      await pass(60, "link_address_60");
      await takeMany("link_address", key, 6);
      await pass(60, "link_address_60");
      if (key === early) await pass(3500, "link_address_3600");
      const { retryAfterSeconds } = await takeFromLimit("link_address", key);
      if (key === early) expect(retryAfterSeconds).toBe(900);
      else expect(retryAfterSeconds).toBeGreaterThan(3500);
    }
  });
});

describe("without the database", () => {
  it("each process counts for itself, and more strictly", async () => {
    const hide = (from: string, to: string) =>
      database().$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`);
    const key = randomUUID();
    await hide("rate_limits", "hidden");
    try {
      const taken = await takeMany("link_address", key, 20);
      expect(taken.filter((one) => one.allowed)).toHaveLength(3);
    } finally {
      await hide("hidden", "rate_limits");
    }
  });
});

it("counts whose window is long over are forgotten, and no others", async () => {
  const [old, young] = [randomUUID(), randomUUID()];
  await takeFromLimit("link_merchant", old);
  await pass(3 * 3600, "link_merchant");
  await takeFromLimit("link_merchant", young);
  const count = () =>
    database().rateLimit.count({ where: { key: { startsWith: "link_merchant" } } });
  const before = await count();
  await forgetOldLimits();
  expect(await count()).toBe(before - 1);
});
