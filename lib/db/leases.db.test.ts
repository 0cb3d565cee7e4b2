import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "./client";
import { dropLease, type LeaseKey, takeLease } from "./leases";

async function makeKey(): Promise<LeaseKey> {
  const { id: merchantId } = await makeBareMerchant();
  return { merchantId, livemode: false, target: "sub_1" };
}

function runOut({ merchantId }: LeaseKey) {
  return database().$executeRaw`
    UPDATE leases SET until = now() - interval '1 second' WHERE merchant_id = ${merchantId}`;
}

describe("a lease", () => {
  it("has one winner, however many reach for it", async () => {
    const key = await makeKey();
    const holders = Array.from({ length: 30 }, (_, index) => `int_${index}`);
    const taken = await Promise.all(holders.map((holder) => takeLease(key, holder)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("has one winner when it has run out, too", async () => {
    const key = await makeKey();
    await takeLease(key, "int_dead");
    await runOut(key);
    const holders = Array.from({ length: 30 }, (_, index) => `int_${index}`);
    const taken = await Promise.all(holders.map((holder) => takeLease(key, holder)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await takeLease(key, "int_dead")).toBe(false);
  });

  it("is its holder's to take again, and lasts on from there", async () => {
    const key = await makeKey();
    await takeLease(key, "int_1");
    await runOut(key);
    expect(await takeLease(key, "int_1")).toBe(true);
    expect(await takeLease(key, "int_2")).toBe(false);
  });

  it("is free once dropped, and not dropped by anybody else", async () => {
    const key = await makeKey();
    await takeLease(key, "int_1");
    await dropLease(key, "int_2");
    expect(await takeLease(key, "int_2")).toBe(false);
    await dropLease(key, "int_1");
    expect(await takeLease(key, "int_2")).toBe(true);
    await dropLease(key, "int_1");
    expect(await takeLease(key, "int_3")).toBe(false);
  });

  it("concerns one target of one merchant in one mode", async () => {
    const key = await makeKey();
    const other = await makeKey();
    await takeLease(key, "int_1");
    const strangers = [other, { ...key, livemode: true }, { ...key, target: "sub_2" }];
    for (const stranger of strangers) {
      await dropLease(stranger, "int_1");
      expect(await takeLease(stranger, "int_2")).toBe(true);
    }
    expect(await takeLease(key, "int_2")).toBe(false);
  });
});
