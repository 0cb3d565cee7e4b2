import { snapshotShape } from "../portal/snapshot";
import { database, type Transaction } from "./client";
import { Prisma } from "./generated/client";

/** A session as its owner's context: the row, its merchant and its configuration, read in one statement. */
export type SessionRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configurationId: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly createdAt: Date;
  readonly redeemedAt: Date | null;
  readonly lastActiveAt: Date | null;
  readonly endedAt: Date | null;
  readonly revokedAt: Date | null;
  /** When its bearer ends, which may be renewed; null: it is held by a cookie. */
  readonly tokenExpiresAt: Date | null;
  /** hosted or embed */
  readonly surface: string;
  /** The database's clock at the moment of reading: the only clock that sessions are judged by. */
  readonly databaseNow: Date;
  readonly accessTokenHash: string | null;
  readonly slug: string;
  readonly merchantName: string;
  readonly branding: unknown;
  readonly document: unknown;
  /** Whether its configuration is the merchant's default one. */
  readonly hasDefaultConfiguration: boolean;
  /** Whether anything is kept, in a shape we read, to show should Stripe be out of reach. */
  readonly hasSnapshot: boolean;
};

export type NewSession = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configurationId: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly exchangeCodeHash: string;
};

/** Keeps a new session; gives when, by the database's clock. */
export async function insertSession(session: NewSession): Promise<Date> {
  const { createdAt } = await database().portalSession.create({
    data: session,
    select: { createdAt: true },
  });
  return createdAt;
}

export type OpenedRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configurationId: string;
  readonly locale: string | null;
  readonly proof: string;
  readonly surface: string;
  readonly accessTokenHash: string;
  /** Null: the token is a cookie, and only idle time ends it. */
  readonly tokenSeconds: number | null;
  readonly resumeHash: string | null;
};

/** Keeps a session that is open from the start: what proved its customer left no code to redeem. */
export async function insertOpenSession(tx: Transaction, session: OpenedRow): Promise<void> {
  const { id, merchantId, livemode, customerId, configurationId, locale, proof, surface } = session;
  const { accessTokenHash, tokenSeconds, resumeHash } = session;
  await tx.$executeRaw`
    INSERT INTO portal_sessions (id, merchant_id, livemode, customer_id, configuration_id, locale,
      proof, surface, access_token_hash, resume_hash, redeemed_at, last_active_at, token_expires_at)
    VALUES (${id}, ${merchantId}, ${livemode}, ${customerId}, ${configurationId}, ${locale},
      ${proof}, ${surface}, ${accessTokenHash}, ${resumeHash}, now(), now(),
      now() + make_interval(secs => ${tokenSeconds}::int))`;
}

/**
 * Redeems an exchange code: one conditional update, so of any number of attempts one wins.
 * Gives the session's id and its merchant's slug; null when the code is used, expired, revoked or unknown.
 */
export async function redeemSession(input: {
  exchangeCodeHash: string;
  accessTokenHash: string;
  unusedSeconds: number;
}): Promise<{ id: string; merchantId: string; slug: string; livemode: boolean } | null> {
  const { exchangeCodeHash, accessTokenHash, unusedSeconds } = input;
  const [row] = await database().$queryRaw<
    { id: string; merchantId: string; slug: string; livemode: boolean }[]
  >`
    UPDATE portal_sessions s
    SET redeemed_at = now(), last_active_at = now(), access_token_hash = ${accessTokenHash}
    FROM merchants m
    WHERE m.id = s.merchant_id AND s.exchange_code_hash = ${exchangeCodeHash}
      AND s.redeemed_at IS NULL AND s.revoked_at IS NULL AND s.ended_at IS NULL
      AND s.created_at > now() - make_interval(secs => ${unusedSeconds})
    RETURNING s.id, s.merchant_id AS "merchantId", m.slug, s.livemode`;
  return row ?? null;
}

const columns = Prisma.sql`
  s.id, s.merchant_id AS "merchantId", s.livemode, s.customer_id AS "customerId",
  s.configuration_id AS "configurationId", s.return_url AS "returnUrl", s.locale,
  s.created_at AS "createdAt", s.redeemed_at AS "redeemedAt", s.last_active_at AS "lastActiveAt",
  s.ended_at AS "endedAt", s.revoked_at AS "revokedAt", s.token_expires_at AS "tokenExpiresAt",
  s.surface, now() AS "databaseNow", s.access_token_hash AS "accessTokenHash",
  m.slug, m.name AS "merchantName", m.branding, c.document,
  c.default_for IS NOT NULL AS "hasDefaultConfiguration",
  EXISTS (SELECT 1 FROM snapshots p WHERE p.merchant_id = s.merchant_id
    AND p.livemode = s.livemode AND p.customer_id = s.customer_id
    AND p.document->'shape' = to_jsonb(${snapshotShape}::int)) AS "hasSnapshot"`;

const owner = Prisma.sql`
  m.id = s.merchant_id AND c.id = s.configuration_id AND c.merchant_id = s.merchant_id`;

const wholeSession = Prisma.sql`
  SELECT ${columns} FROM portal_sessions s, merchants m, configurations c WHERE ${owner}`;

/** The session an access token opens, in whatever state; null for an unknown one. Finds a merchant. */
export async function findSessionByToken(accessTokenHash: string): Promise<SessionRow | null> {
  const [row] = await database().$queryRaw<SessionRow[]>(
    Prisma.sql`${wholeSession} AND s.access_token_hash = ${accessTokenHash}`,
  );
  return row ?? null;
}

/**
 * The active session an access token opens, noting in the same statement that its customer is there;
 * null when it is over or unknown. Finds a merchant.
 */
export async function touchSession(
  accessTokenHash: string,
  lifetimes: { readonly idleSeconds: number; readonly absoluteSeconds: number },
): Promise<SessionRow | null> {
  const { idleSeconds, absoluteSeconds } = lifetimes;
  const [row] = await database().$queryRaw<SessionRow[]>(Prisma.sql`
    UPDATE portal_sessions s SET last_active_at = now()
    FROM merchants m, configurations c
    WHERE ${owner} AND s.access_token_hash = ${accessTokenHash} AND s.revoked_at IS NULL
      AND s.ended_at IS NULL AND (s.token_expires_at IS NULL OR s.token_expires_at > now())
      AND s.redeemed_at > now() - make_interval(secs => ${absoluteSeconds})
      AND s.last_active_at > now() - make_interval(secs => ${idleSeconds})
    RETURNING ${columns}`);
  return row ?? null;
}

/** The session an exchange code belongs to, in whatever state; null for an invented one. Finds a merchant. */
export async function findSessionByCode(exchangeCodeHash: string): Promise<SessionRow | null> {
  const [row] = await database().$queryRaw<SessionRow[]>(
    Prisma.sql`${wholeSession} AND s.exchange_code_hash = ${exchangeCodeHash}`,
  );
  return row ?? null;
}

/** Ends a session at once, for every instance. */
export async function revokeSession(merchantId: string, id: string): Promise<void> {
  await database().$executeRaw`
    UPDATE portal_sessions SET revoked_at = now()
    WHERE id = ${id} AND merchant_id = ${merchantId} AND revoked_at IS NULL`;
}

/** Ends a session at its own customer's wish; false when it was over already. */
export async function endSession(merchantId: string, id: string): Promise<boolean> {
  const ended = await database().$executeRaw`
    UPDATE portal_sessions SET ended_at = now()
    WHERE id = ${id} AND merchant_id = ${merchantId} AND ended_at IS NULL AND revoked_at IS NULL`;
  return ended === 1;
}
