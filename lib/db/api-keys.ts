import { newId } from "../ids";
import { database } from "./client";
import type { ConfigurationRow } from "./configurations";
import type { SealedConnection } from "./stripe-connections";

/** Whose key it is, and what nearly every request made with it needs. */
export type ApiKeyOwner = {
  readonly keyId: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly revoked: boolean;
  readonly slug: string;
  /** The merchant's Stripe account of the key's mode, its key not opened; null when none is connected. */
  readonly connection: SealedConnection | null;
  /** Null before it was first needed. */
  readonly defaultConfiguration: ConfigurationRow | null;
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

type OwnerRow = Pick<ApiKeyOwner, "keyId" | "merchantId" | "livemode" | "revoked" | "slug"> & {
  readonly connectionId: string | null;
  readonly secretKey: string | null;
  readonly accountId: string | null;
  readonly configurationId: string | null;
  readonly active: boolean | null;
  readonly document: unknown;
  readonly metadata: unknown;
  readonly version: number | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
};

/** Whose key this hash is, in one statement; null for an unknown one. Finds a merchant, so takes none. */
export async function findApiKeyOwner(hash: string): Promise<ApiKeyOwner | null> {
  const [row] = await database().$queryRaw<OwnerRow[]>`
    SELECT k.id AS "keyId", k.merchant_id AS "merchantId", k.livemode,
      k.revoked_at IS NOT NULL AS revoked, m.slug,
      s.id AS "connectionId", s.secret_key AS "secretKey", s.account_id AS "accountId",
      c.id AS "configurationId", c.active, c.document, c.metadata, c.version,
      c.created_at AS "createdAt", c.updated_at AS "updatedAt"
    FROM api_keys k JOIN merchants m ON m.id = k.merchant_id
    LEFT JOIN stripe_connections s ON s.merchant_id = k.merchant_id AND s.livemode = k.livemode
    LEFT JOIN configurations c
      ON c.default_for = k.merchant_id || CASE WHEN k.livemode THEN ':live' ELSE ':test' END
    WHERE k.hash = ${hash}`;
  return row === undefined ? null : toOwner(row);
}

function toOwner(row: OwnerRow): ApiKeyOwner {
  const { keyId, merchantId, livemode, revoked, slug } = row;
  return {
    keyId,
    merchantId,
    livemode,
    revoked,
    slug,
    connection: connectionOf(row),
    defaultConfiguration: configurationOf(row),
  };
}

function connectionOf(row: OwnerRow): SealedConnection | null {
  const { connectionId: id, merchantId, livemode, secretKey, accountId } = row;
  return id === null || secretKey === null
    ? null
    : { id, merchantId, livemode, secretKey, accountId };
}

function configurationOf(row: OwnerRow): ConfigurationRow | null {
  const { configurationId: id, merchantId, livemode, active, document, metadata } = row;
  const { version, createdAt, updatedAt } = row;
  if (id === null || active === null || version === null) return null;
  if (createdAt === null || updatedAt === null) return null;
  return {
    id,
    merchantId,
    livemode,
    active,
    isDefault: true,
    document,
    metadata,
    version,
    createdAt,
    updatedAt,
  };
}
