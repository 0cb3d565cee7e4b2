import { describe, expect, it } from "vitest";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { newSecret } from "../ids";
import { database } from "./client";
import { findStripeConnection, saveStripeConnection } from "./stripe-connections";

async function connect(livemode = false) {
  const { id: merchantId } = await makeBareMerchant();
  const secretKey = newSecret(livemode ? "sk_live" : "sk_test");
  await saveStripeConnection({ merchantId, livemode, secretKey });
  return { merchantId, livemode, secretKey };
}

describe("Stripe connections", () => {
  it("give back the key that was kept, for its merchant and mode only", async () => {
    const { merchantId, secretKey } = await connect();
    const other = await connect();
    expect(await findStripeConnection(merchantId, false)).toMatchObject({ merchantId, secretKey });
    expect(await findStripeConnection(merchantId, true)).toBeNull();
    expect((await findStripeConnection(other.merchantId, false))?.secretKey).toBe(other.secretKey);
    const { id } = await makeBareMerchant();
    expect(await findStripeConnection(id, false)).toBeNull();
  });

  it("leave no key readable anywhere in the database", async () => {
    const keys = [await connect(), await connect(true)];
    const dump = await dumpDatabase();
    expect(dump).toContain(keys[0]?.merchantId);
    expect(dump).not.toMatch(/[sr]k_(?:test|live)_/);
    for (const { secretKey } of keys) expect(dump).not.toContain(secretKey.slice(8, 40));
  });

  it("keep one key per merchant and mode: a new one takes the old one's place", async () => {
    const { merchantId, secretKey } = await connect();
    const before = await findStripeConnection(merchantId, false);
    const next = newSecret("sk_test");
    await saveStripeConnection({ merchantId, livemode: false, secretKey: next });
    const after = await findStripeConnection(merchantId, false);
    expect(after).toMatchObject({ id: before?.id, secretKey: next });
    expect(next).not.toBe(secretKey);
  });

  it("keep one of several keys that come at once, whole", async () => {
    const { id: merchantId } = await makeBareMerchant();
    const keys = Array.from({ length: 5 }, () => newSecret("sk_test"));
    await Promise.all(
      keys.map((secretKey) => saveStripeConnection({ merchantId, livemode: false, secretKey })),
    );
    expect(keys).toContain((await findStripeConnection(merchantId, false))?.secretKey);
  });

  it("fail closed when a ciphertext is moved to another row", async () => {
    const [mine, theirs] = [await connect(), await connect()];
    await database().$executeRaw`
      UPDATE stripe_connections SET secret_key =
        (SELECT secret_key FROM stripe_connections WHERE merchant_id = ${theirs.merchantId})
      WHERE merchant_id = ${mine.merchantId}`;
    await expect(findStripeConnection(mine.merchantId, false)).rejects.toMatchObject({
      code: "merchant_unavailable",
    });
    expect((await findStripeConnection(theirs.merchantId, false))?.secretKey).toBe(
      theirs.secretKey,
    );
  });

  it("fail closed when a test key's row is turned into a live one", async () => {
    const { merchantId } = await connect();
    await database().$executeRaw`
      UPDATE stripe_connections SET livemode = true WHERE merchant_id = ${merchantId}`;
    await expect(findStripeConnection(merchantId, true)).rejects.toMatchObject({
      code: "merchant_unavailable",
    });
  });
});
