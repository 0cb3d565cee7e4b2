import { database } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";

export type PageQuery = {
  readonly limit: number;
  readonly cursor: { readonly id: string; readonly direction: "after" | "before" } | null;
};

export type Page<Row> = { readonly rows: Row[]; readonly hasMore: boolean };

/** A table whose rows belong to a merchant and mode and are listed newest first. Its name is ours, never a caller's. */
type Table = {
  readonly name:
    | "configurations"
    | "feedback_options"
    | "portal_sessions"
    | "events"
    | "change_records"
    | "webhook_endpoints"
    | "webhook_deliveries";
  readonly columns: Prisma.Sql;
};

/** One row of this merchant and mode; null when its id is unknown or another's. */
export async function readOne<Row>(
  { name, columns }: Table,
  { merchantId, livemode }: Place,
  id: string,
): Promise<Row | null> {
  const [row] = await database().$queryRaw<Row[]>(Prisma.sql`
    SELECT ${columns} FROM ${Prisma.raw(`"${name}"`)} t
    WHERE t.id = ${id} AND t.merchant_id = ${merchantId} AND t.livemode = ${livemode}`);
  return row ?? null;
}

/**
 * A page of one merchant's rows in one mode, newest first, as Stripe's cursors walk it. `filter` is one more
 * condition on the table `t`. Null when the cursor is no row of this merchant's and mode's.
 */
export async function readPage<Row>(
  { name, columns }: Table,
  { merchantId, livemode }: Place,
  { limit, cursor }: PageQuery,
  filter: Prisma.Sql = Prisma.sql`TRUE`,
): Promise<Page<Row> | null> {
  const table = Prisma.raw(`"${name}"`);
  const own = Prisma.sql`t.merchant_id = ${merchantId} AND t.livemode = ${livemode}`;
  const isBefore = cursor?.direction === "before";
  const order = isBefore
    ? Prisma.sql`t.created_at ASC, t.id ASC`
    : Prisma.sql`t.created_at DESC, t.id DESC`;
  const rows = await database().$queryRaw<Row[]>(Prisma.sql`
    SELECT ${columns} FROM ${table} t
    WHERE ${own} AND ${filter} AND ${cursor === null ? Prisma.sql`TRUE` : beyond(table, cursor, { merchantId, livemode })}
    ORDER BY ${order} LIMIT ${limit + 1}`);
  if (rows.length === 0 && cursor !== null && !(await isThere(table, cursor.id, own))) return null;
  const page = rows.slice(0, limit);
  return { rows: isBefore ? page.reverse() : page, hasMore: rows.length > limit };
}

function beyond(
  table: Prisma.Sql,
  { id, direction }: NonNullable<PageQuery["cursor"]>,
  { merchantId, livemode }: Place,
): Prisma.Sql {
  const sign = direction === "after" ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(t.created_at, t.id) ${sign} (SELECT c.created_at, c.id FROM ${table} c
    WHERE c.id = ${id} AND c.merchant_id = ${merchantId} AND c.livemode = ${livemode})`;
}

async function isThere(table: Prisma.Sql, id: string, own: Prisma.Sql): Promise<boolean> {
  const found = await database().$queryRaw<unknown[]>(
    Prisma.sql`SELECT 1 FROM ${table} t WHERE t.id = ${id} AND ${own}`,
  );
  return found.length > 0;
}
