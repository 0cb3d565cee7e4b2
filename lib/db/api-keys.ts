import { newId } from "../ids";
import { database } from "./client";

export type ApiKeyOwner = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly revoked: boolean;
};

/** Keeps the hash of a secret key; the key itself is never stored. */
export async function insertApiKey(input: {
  merchantId: string;
  livemode: boolean;
  hash: string;
  last4: string;
}): Promise<void> {
  await database().apiKey.create({ data: { id: newId("apiKey"), ...input } });
}

/** Whose key this hash is, in one statement; null for an unknown one. Finds a merchant, so takes none. */
export async function findApiKeyOwner(hash: string): Promise<ApiKeyOwner | null> {
  const [row] = await database().$queryRaw<ApiKeyOwner[]>`
    SELECT k.merchant_id AS "merchantId", k.livemode, k.revoked_at IS NOT NULL AS revoked
    FROM api_keys k WHERE k.hash = ${hash}`;
  return row ?? null;
}
