import type { Found, Name, SandboxShelves, Shelf } from "@/lib/sandbox/shelves";
import type {
  SandboxAhead,
  SandboxFilter,
  SandboxRecord,
  SandboxReplay,
  SandboxWindow,
} from "@/lib/sandbox/store";
import type { Database, Transaction } from "./client";
import { Prisma } from "./generated/client";

const limits = { maxWait: 15_000, timeout: 15_000 };
/** How many rows go into one statement. */
const rowsAtOnce = 1000;

/**
 * Sandbox accounts in our own database. Transactions of one account follow each other, in all processes.
 * A sandbox asks much: hence plain SQL.
 */
export function createDatabaseShelves(client: Database): SandboxShelves {
  return {
    transact: (account, work) =>
      client.$transaction(async (tx) => {
        // A statement of its own: whatever comes after it sees what was done before us.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${account}, 0))`;
        return work(openShelf(tx, account));
      }, limits),
    findAccount: async (prefix) => {
      const found = await client.sandboxObject.findFirst({
        where: { account: { startsWith: prefix } },
        select: { account: true },
      });
      return found?.account ?? null;
    },
  };
}

function openShelf(tx: Transaction, account: string): Shelf {
  return {
    find: (ahead) => find(tx, account, ahead),
    get: async (kind, id) => {
      const [row] = await tx.$queryRaw<{ document: string }[]>`
        SELECT document::text FROM sandbox_objects
        WHERE account = ${account} AND kind = ${kind} AND id = ${id}`;
      return row?.document ?? null;
    },
    list: (kind, filter, window) => list(tx, { account, kind }, filter, window),
    nextDue: async (now, clock) => {
      const [row] = await tx.$queryRaw<SandboxRecord[]>`
        SELECT kind, id, created, customer, subscription, product, status, email, parent, clock,
          due_at AS "dueAt", document::text
        FROM sandbox_objects
        WHERE account = ${account} AND ${equals("clock", clock)} AND due_at <= ${now}
        ORDER BY due_at, sequence LIMIT 1`;
      return row ?? null;
    },
    findReplay: async (key) => {
      const [row] = await tx.$queryRaw<SandboxReplay[]>`
        SELECT request, status, body FROM sandbox_replays
        WHERE account = ${account} AND key = ${key}`;
      return row ?? null;
    },
    write: async ({ records, removed, replays }) => {
      if (removed.length > 0) await remove(tx, account, removed);
      for (let at = 0; at < records.length; at += rowsAtOnce) {
        await put(tx, account, records.slice(at, at + rowsAtOnce));
      }
      if (replays.length > 0) await keep(tx, account, replays);
    },
  };
}

async function find(tx: Transaction, account: string, ahead: SandboxAhead): Promise<Found> {
  const { object, kind, key } = ahead;
  const [row] = await tx.$queryRaw<
    { document: string | null; hasKind: boolean; dueAt: number | null; replay: string | null }[]
  >`
    SELECT
      (SELECT document::text FROM sandbox_objects
        WHERE account = ${account} AND kind = ${object.kind} AND id = ${object.id}),
      EXISTS (SELECT FROM sandbox_objects
        WHERE account = ${account} AND kind = ${kind}) AS "hasKind",
      (SELECT min(due_at) FROM sandbox_objects
        WHERE account = ${account} AND clock IS NULL) AS "dueAt",
      (SELECT json_build_object('request', request, 'status', status, 'body', body)::text
        FROM sandbox_replays WHERE account = ${account} AND key = ${key}) AS replay`;
  if (row === undefined) throw new Error("A question without an answer.");
  return { ...row, replay: row.replay === null ? null : JSON.parse(row.replay) };
}

/** In this order; what is there already keeps its place (its `sequence`). */
async function put(tx: Transaction, account: string, records: SandboxRecord[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sandbox_objects (account, kind, id, created, customer, subscription, product, status,
      email, parent, clock, due_at, document)
    SELECT ${account}, kind, id, created, customer, subscription, product, status, email, parent, clock,
      "dueAt", document::jsonb
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(records)}::json) AS (kind text, id text,
      created int, customer text, subscription text, product text, status text, email text, parent text,
      clock text, "dueAt" int, document text)) WITH ORDINALITY
    ORDER BY ordinality
    ON CONFLICT (account, kind, id) DO UPDATE SET created = EXCLUDED.created,
      customer = EXCLUDED.customer, subscription = EXCLUDED.subscription, product = EXCLUDED.product,
      status = EXCLUDED.status, email = EXCLUDED.email, parent = EXCLUDED.parent,
      clock = EXCLUDED.clock, due_at = EXCLUDED.due_at, document = EXCLUDED.document`;
}

async function remove(tx: Transaction, account: string, names: Name[]) {
  await tx.$executeRaw`
    DELETE FROM sandbox_objects WHERE account = ${account} AND (kind, id) IN
      (SELECT kind, id FROM json_to_recordset(${JSON.stringify(names)}::json) AS (kind text, id text))`;
}

/** The first answer to a key stays. */
async function keep(tx: Transaction, account: string, replays: SandboxReplay[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sandbox_replays (account, key, request, status, body)
    SELECT ${account}, key, request, status, body
    FROM json_to_recordset(${JSON.stringify(replays)}::json)
      AS (key text, request text, status int, body text)
    ON CONFLICT DO NOTHING`;
}

async function list(
  tx: Transaction,
  { account, kind }: { account: string; kind: string },
  filter: SandboxFilter,
  window: SandboxWindow,
) {
  const isBackwards = window.endingBefore !== undefined;
  const cursor = window.startingAfter ?? window.endingBefore;
  const beyond = isBackwards ? Prisma.sql`sequence >` : Prisma.sql`sequence <`;
  const conditions = [
    Prisma.sql`account = ${account} AND kind = ${kind}`,
    ...conditionsOf(filter),
    // Beyond an unknown cursor there is nothing: no comparison with NULL holds.
    ...(cursor === undefined
      ? []
      : [
          Prisma.sql`${beyond} (SELECT sequence FROM sandbox_objects
            WHERE account = ${account} AND kind = ${kind} AND id = ${cursor})`,
        ]),
  ];
  const rows = await tx.$queryRaw<{ document: string }[]>`
    SELECT document::text FROM sandbox_objects
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY sequence ${isBackwards ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${window.limit + 1}`;
  const page = rows.slice(0, window.limit).map((row) => row.document);
  return {
    documents: isBackwards ? page.reverse() : page,
    hasMore: rows.length > window.limit,
  };
}

function conditionsOf(filter: SandboxFilter): Prisma.Sql[] {
  const { statuses, exceptStatuses, created = {}, ...equal } = filter;
  const { gt, gte, lt, lte } = created;
  return [
    ...Object.entries(equal).flatMap(([name, value]) =>
      value === undefined ? [] : [equals(name, value)],
    ),
    ...(statuses === undefined ? [] : [Prisma.sql`status = ANY(${[...statuses]})`]),
    // In SQL an absent status is neither in nor not in a list.
    ...(exceptStatuses === undefined
      ? []
      : [Prisma.sql`(status IS NULL OR status <> ALL(${[...exceptStatuses]}))`]),
    ...(gt === undefined ? [] : [Prisma.sql`created > ${gt}`]),
    ...(gte === undefined ? [] : [Prisma.sql`created >= ${gte}`]),
    ...(lt === undefined ? [] : [Prisma.sql`created < ${lt}`]),
    ...(lte === undefined ? [] : [Prisma.sql`created <= ${lte}`]),
  ];
}

/** `name` is one of our own columns, never what anybody sent. */
function equals(name: string, value: string | null): Prisma.Sql {
  const column = Prisma.raw(`"${name}"`);
  return value === null ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} = ${value}`;
}
