import { snapshotShape } from "../portal/snapshot";
import { database, type Transaction } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { visitParts } from "./session-visits";
import { type Trail, writeWithTrail } from "./write-with-trail";

/** A session as its owner's context: the row, its merchant and its configuration, read in one statement. */
export type SessionRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configurationId: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  /** The Stripe account that stands for the customer, when the session was asked for with it. */
  readonly customerAccount: string | null;
  /** The connected account whose subscriptions and invoices alone are shown. */
  readonly onBehalfOf: string | null;
  /** Stripe's `flow`: the one task it was made for. */
  readonly flow: unknown;
  /** How far that has come. */
  readonly flowState: unknown;
  /** Stripe's `after_expiration`. */
  readonly afterExpiration: unknown;
  /** What sessionOptionsSchema takes, as it was given. */
  readonly portico: unknown;
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
  readonly customerAccount: string | null;
  readonly onBehalfOf: string | null;
  /** Stripe's `flow`, checked; it stands as it is given. */
  readonly flow: object | null;
  readonly afterExpiration: object | null;
  /** As it was given: what it does not say, it leaves to later versions' defaults too. */
  readonly portico: object | null;
  readonly exchangeCodeHash: string;
};

/** Keeps a new session with its trail, in one statement. */
export async function insertSession(session: NewSession, trail: Trail): Promise<void> {
  const { id, merchantId, livemode, customerId, configurationId } = session;
  const { returnUrl, locale, customerAccount, onBehalfOf, exchangeCodeHash } = session;
  await writeWithTrail(
    Prisma.sql`
      INSERT INTO portal_sessions (id, merchant_id, livemode, customer_id, configuration_id,
        return_url, locale, customer_account, on_behalf_of, flow, after_expiration, portico,
        exchange_code_hash)
      VALUES (${id}, ${merchantId}, ${livemode}, ${customerId}, ${configurationId},
        ${returnUrl}, ${locale}, ${customerAccount}, ${onBehalfOf}, ${jsonOf(session.flow)}::jsonb,
        ${jsonOf(session.afterExpiration)}::jsonb, ${jsonOf(session.portico)}::jsonb,
        ${exchangeCodeHash})
      RETURNING 1`,
    trail,
  );
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
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
  /** The session it takes the place of, and all of whose settings it goes on with; null: none. */
  readonly replaces: string | null;
};

/**
 * Keeps a session that is open from the start, what proved its customer left no code to redeem, with its audit
 * entry and the event `portico.session.visited`, in one statement.
 */
export async function insertOpenSession(tx: Transaction, session: OpenedRow): Promise<void> {
  const { id, merchantId, livemode, customerId, configurationId, locale, proof, surface } = session;
  const { accessTokenHash, tokenSeconds, resumeHash, replaces } = session;
  await tx.$executeRaw`
    WITH opened AS (
      INSERT INTO portal_sessions (id, merchant_id, livemode, customer_id, configuration_id, locale,
        return_url, customer_account, on_behalf_of, flow, flow_state, after_expiration, portico,
        proof, surface, access_token_hash, resume_hash, redeemed_at, last_active_at, token_expires_at)
      SELECT ${id}::text, ${merchantId}::text, ${livemode}::boolean, ${customerId}::text,
        ${configurationId}::text, coalesce(${locale}::text, o.locale), o.return_url,
        o.customer_account, o.on_behalf_of, o.flow, o.flow_state, o.after_expiration, o.portico,
        ${proof}::text, ${surface}::text, ${accessTokenHash}::text, ${resumeHash}::text, now(), now(),
        now() + make_interval(secs => ${tokenSeconds}::int)
      FROM (SELECT 1) one LEFT JOIN portal_sessions o ON o.id = ${replaces}::text
        AND o.merchant_id = ${merchantId}::text AND o.livemode = ${livemode}::boolean
      RETURNING *),
    ${visitParts(replaces)} SELECT 1 FROM opened`;
}

export type RedeemedRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly slug: string;
  readonly livemode: boolean;
  /** Stripe's `flow`: the one task it was made for. */
  readonly flow: unknown;
};

/**
 * Redeems an exchange code: one conditional update, so of any number of attempts one wins; with its audit entry and
 * the event `portico.session.visited`. Null when the code is used, expired, revoked or unknown.
 */
export async function redeemSession(input: {
  exchangeCodeHash: string;
  accessTokenHash: string;
  unusedSeconds: number;
}): Promise<RedeemedRow | null> {
  const { exchangeCodeHash, accessTokenHash, unusedSeconds } = input;
  const [row] = await database().$queryRaw<RedeemedRow[]>`
    WITH opened AS (
      UPDATE portal_sessions s
      SET redeemed_at = now(), last_active_at = now(), access_token_hash = ${accessTokenHash}
      FROM merchants m
      WHERE m.id = s.merchant_id AND s.exchange_code_hash = ${exchangeCodeHash}
        AND s.redeemed_at IS NULL AND s.revoked_at IS NULL AND s.ended_at IS NULL
        AND s.created_at > now() - make_interval(secs => ${unusedSeconds})
      RETURNING s.*, m.slug),
    ${visitParts(null)}
    SELECT id, merchant_id AS "merchantId", slug, livemode, flow FROM opened`;
  return row ?? null;
}

const columns = Prisma.sql`
  s.id, s.merchant_id AS "merchantId", s.livemode, s.customer_id AS "customerId",
  s.configuration_id AS "configurationId", s.return_url AS "returnUrl", s.locale,
  s.customer_account AS "customerAccount", s.on_behalf_of AS "onBehalfOf", s.flow,
  s.flow_state AS "flowState",
  s.after_expiration AS "afterExpiration", s.portico, s.created_at AS "createdAt", s.redeemed_at AS "redeemedAt", s.last_active_at AS "lastActiveAt",
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

/** One session of this merchant and mode, in whatever state; null when it is unknown or another's. */
export async function findSession(
  { merchantId, livemode }: Place,
  id: string,
): Promise<SessionRow | null> {
  const [row] = await database().$queryRaw<SessionRow[]>(Prisma.sql`
    ${wholeSession} AND s.id = ${id} AND s.merchant_id = ${merchantId} AND s.livemode = ${livemode}`);
  return row ?? null;
}

/** Ends a session at its own customer's wish; false when it was over already. */
export async function endSession(merchantId: string, id: string): Promise<boolean> {
  const ended = await database().$executeRaw`
    UPDATE portal_sessions SET ended_at = now()
    WHERE id = ${id} AND merchant_id = ${merchantId} AND ended_at IS NULL AND revoked_at IS NULL`;
  return ended === 1;
}
