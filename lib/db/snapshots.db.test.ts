import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "./client";
import { findSnapshot, markSnapshotStale, type SnapshotKey, saveSnapshot } from "./snapshots";

async function makeKey(): Promise<SnapshotKey> {
  const { id: merchantId } = await makeBareMerchant();
  return { merchantId, livemode: false, customerId: "cus_1" };
}

/** The database's clock, seconds. */
async function databaseSeconds(): Promise<number> {
  const [row] = await database().$queryRaw<{ now: number }[]>`
    SELECT extract(epoch FROM now())::float8 AS now`;
  return row?.now ?? 0;
}

describe("a kept snapshot", () => {
  it("gives way to a newer one", async () => {
    const key = await makeKey();
    await saveSnapshot(key, { reading: 1 }, 1000);
    await saveSnapshot(key, { reading: 2 }, 1001);
    expect(await findSnapshot(key)).toEqual({ document: { reading: 2 }, stale: false });
  });

  it("never gives way to an older one, in whatever order they arrive", async () => {
    const key = await makeKey();
    await saveSnapshot(key, { reading: 2 }, 1001.5);
    await saveSnapshot(key, { reading: 1 }, 1001.25);
    expect(await findSnapshot(key)).toEqual({ document: { reading: 2 }, stale: false });
    const readings = Array.from({ length: 20 }, (_, reading) => reading);
    await Promise.all(readings.map((reading) => saveSnapshot(key, { reading }, 2000 + reading)));
    expect(await findSnapshot(key)).toMatchObject({ document: { reading: 19 } });
  });

  it("is stale from a change until it is read anew", async () => {
    const key = await makeKey();
    await markSnapshotStale(key);
    expect(await findSnapshot(key)).toBeNull();
    await saveSnapshot(key, { reading: 1 }, 1000);
    await markSnapshotStale(key);
    expect(await findSnapshot(key)).toEqual({ document: { reading: 1 }, stale: true });
    await saveSnapshot(key, { reading: 2 }, (await databaseSeconds()) + 1);
    expect(await findSnapshot(key)).toEqual({ document: { reading: 2 }, stale: false });
  });

  it("stays stale when what arrives was read before the change", async () => {
    const key = await makeKey();
    await saveSnapshot(key, { reading: 1 }, 1000);
    const begun = (await databaseSeconds()) - 1;
    await markSnapshotStale(key);
    await saveSnapshot(key, { reading: 2 }, begun);
    expect(await findSnapshot(key)).toEqual({ document: { reading: 2 }, stale: true });
  });

  it("is of one customer of one merchant in one mode", async () => {
    const key = await makeKey();
    await saveSnapshot(key, { reading: 1 }, 1000);
    const { merchantId } = await makeKey();
    for (const other of [{ merchantId }, { livemode: true }, { customerId: "cus_2" }]) {
      await markSnapshotStale({ ...key, ...other });
      expect(await findSnapshot({ ...key, ...other })).toBeNull();
    }
    expect(await findSnapshot(key)).toEqual({ document: { reading: 1 }, stale: false });
  });
});
