import { describe, expect, it } from "vitest";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { newSecret } from "../ids";
import { hashApiKey } from "../secrets";
import { findApiKeyOwner, insertApiKey } from "./api-keys";
import { database } from "./client";

async function makeKey(livemode = false) {
  const merchant = await makeBareMerchant();
  const key = newSecret(livemode ? "psk_live" : "psk_test");
  const last4 = key.slice(-4);
  await insertApiKey({ merchantId: merchant.id, livemode, hash: hashApiKey(key), last4 });
  return { merchant, key };
}

describe("API keys", () => {
  it("are kept as a hash alone", async () => {
    const { key } = await makeKey();
    const dump = await dumpDatabase();
    expect(dump).toContain(hashApiKey(key));
    expect(dump).not.toContain(key);
    expect(dump).not.toContain("psk_");
  });

  it("lead to their own merchant and mode, and to nobody when unknown", async () => {
    const [test, live] = [await makeKey(), await makeKey(true)];
    expect(await findApiKeyOwner(hashApiKey(test.key))).toMatchObject({
      merchantId: test.merchant.id,
      livemode: false,
      revoked: false,
    });
    expect(await findApiKeyOwner(hashApiKey(live.key))).toMatchObject({
      merchantId: live.merchant.id,
      livemode: true,
    });
    expect(await findApiKeyOwner(hashApiKey(newSecret("psk_test")))).toBeNull();
    expect(await findApiKeyOwner(test.key)).toBeNull();
  });

  it("say that they were revoked", async () => {
    const { key } = await makeKey();
    const hash = hashApiKey(key);
    await database().$executeRaw`UPDATE api_keys SET revoked_at = now() WHERE hash = ${hash}`;
    expect(await findApiKeyOwner(hash)).toMatchObject({ revoked: true });
  });
});
