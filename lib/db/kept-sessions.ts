import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readOne, readPage } from "./read-page";
import { type Trail, writeWithTrail } from "./write-with-trail";

/** What a session's state is derived from. */
export type SessionTimes = {
  readonly createdAt: Date;
  readonly redeemedAt: Date | null;
  readonly lastActiveAt: Date | null;
  /** Logged out. */
  readonly endedAt: Date | null;
  readonly revokedAt: Date | null;
  /** The database's clock at the moment of reading. */
  readonly databaseNow: Date;
};

/** A session as its merchant's server sees it. */
export type KeptSessionRow = SessionTimes & {
  readonly id: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly customerAccount: string | null;
  readonly configurationId: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly onBehalfOf: string | null;
  readonly flow: unknown;
  readonly afterExpiration: unknown;
  readonly portico: unknown;
  readonly proof: string;
  readonly surface: string;
};

const columns = Prisma.sql`
  t.id, t.livemode, t.customer_id AS "customerId", t.customer_account AS "customerAccount",
  t.configuration_id AS "configurationId", t.return_url AS "returnUrl", t.locale,
  t.on_behalf_of AS "onBehalfOf", t.flow, t.after_expiration AS "afterExpiration", t.portico,
  t.proof, t.surface, t.created_at AS "createdAt", t.redeemed_at AS "redeemedAt",
  t.last_active_at AS "lastActiveAt", t.ended_at AS "endedAt", t.revoked_at AS "revokedAt",
  now() AS "databaseNow"`;

const table = { name: "portal_sessions", columns } as const;

/** One of a merchant's sessions in one mode; null for an unknown one or another's. */
export function findKeptSession(place: Place, id: string): Promise<KeptSessionRow | null> {
  return readOne<KeptSessionRow>(table, place, id);
}

/** The lifetimes that a session's state is judged by, in seconds. */
type Lifetimes = Readonly<Record<"unusedSeconds" | "idleSeconds" | "absoluteSeconds", number>>;

export type SessionFilter = {
  readonly customerId: string | null;
  readonly state: keyof typeof inState | null;
};

/** A page of a merchant's sessions in one mode, newest first. Null when the cursor is none of them. */
export function pageSessions(
  place: Place,
  page: PageQuery,
  { customerId, state }: SessionFilter,
  lifetimes: Lifetimes,
): Promise<Page<KeptSessionRow> | null> {
  const ofCustomer =
    customerId === null ? Prisma.sql`TRUE` : Prisma.sql`t.customer_id = ${customerId}`;
  const inThatState = state === null ? Prisma.sql`TRUE` : inState[state](lifetimes);
  const filter = Prisma.sql`${ofCustomer} AND ${inThatState}`;
  return readPage(table, place, page, filter);
}

const notEnded = Prisma.sql`t.revoked_at IS NULL AND t.ended_at IS NULL`;

/** Whether `seconds` have not passed since `column`, by the database's clock. */
function within(column: Prisma.Sql, seconds: number): Prisma.Sql {
  return Prisma.sql`${column} > now() - make_interval(secs => ${seconds})`;
}

const created = Prisma.sql`t.created_at`;
const opened = Prisma.sql`t.redeemed_at`;
const active = Prisma.sql`COALESCE(t.last_active_at, t.redeemed_at)`;

/** What lib/sessions/state.ts says of one row, as conditions. */
const inState = {
  revoked: () => Prisma.sql`t.revoked_at IS NOT NULL`,
  unused: ({ unusedSeconds }: Lifetimes) =>
    Prisma.sql`${notEnded} AND t.redeemed_at IS NULL AND ${within(created, unusedSeconds)}`,
  active: ({ idleSeconds, absoluteSeconds }: Lifetimes) =>
    Prisma.sql`${notEnded} AND ${within(opened, absoluteSeconds)} AND ${within(active, idleSeconds)}`,
  idle: ({ idleSeconds, absoluteSeconds }: Lifetimes) =>
    Prisma.sql`${notEnded} AND ${within(opened, absoluteSeconds)}
      AND NOT ${within(active, idleSeconds)}`,
  expired: ({ unusedSeconds, absoluteSeconds }: Lifetimes) =>
    Prisma.sql`t.revoked_at IS NULL AND (t.ended_at IS NOT NULL
      OR (t.redeemed_at IS NULL AND NOT ${within(created, unusedSeconds)})
      OR NOT ${within(opened, absoluteSeconds)})`,
} as const;

/**
 * Ends a session at once, for every instance, at the moment `at`. Gives whether this ended it: one that was revoked
 * before, or is another's, stays as it is and leaves no trail.
 */
export function revokeKeptSession(
  { merchantId, livemode }: Place,
  id: string,
  at: Date,
  trail: Trail,
): Promise<boolean> {
  const main = Prisma.sql`
    UPDATE portal_sessions SET revoked_at = ${at}
    WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
      AND revoked_at IS NULL
    RETURNING 1`;
  return writeWithTrail(main, trail);
}
