import { Pool, type PoolConfig } from "pg";
import { env } from "../env";
import { log } from "../log";
import { once } from "../once";
import { embeddedDatabase, transact } from "./client";

export type SqlResult = { readonly rows: unknown[]; readonly rowCount: number };

/** Of our own choice; the migrator's is another. */
const lockNumber = 72_707_370;

/**
 * Runs SQL that packages bring along (pg-boss, the limiter's `storeClient.query`): one statement with `values`
 * ($1, $2, …), or a script of several without. Beside Prisma, on the same database; rows in PostgreSQL's own names.
 */
export function executeSql(text: string, values?: readonly unknown[]): Promise<SqlResult> {
  return env().DATABASE_URL === undefined
    ? executeEmbedded(text, values)
    : executePostgres(text, values, pool());
}

/** One statement that a crash of PostgreSQL may undo (a count): it is not waited for until it is on the disk. */
export function executeLoosely(text: string, values: readonly unknown[]): Promise<SqlResult> {
  return env().DATABASE_URL === undefined
    ? executeEmbedded(text, values)
    : executePostgres(text, values, loosePool());
}

/** One statement whose answer nobody needs, under a lock of the database: of several processes, one at a time. */
export function executeAlone(text: string, values: readonly unknown[]): Promise<SqlResult> {
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber})`;
    return { rows: [], rowCount: await tx.$executeRawUnsafe(text, ...values) };
  });
}

async function executePostgres(
  text: string,
  values: readonly unknown[] | undefined,
  on: Pool,
): Promise<SqlResult> {
  // A script's answer is a list, one result for each statement; nobody reads those.
  const { rows = [], rowCount } = await on.query(text, values && [...values]);
  return { rows, rowCount: rowCount ?? rows.length };
}

/** 5 connections beside Prisma's 10, with the same patience. */
function pool(): Pool {
  return once("sql.pool", () => openPool({ max: 5 }));
}

function loosePool(): Pool {
  return once("sql.loose", () => openPool({ max: 3, options: "-c synchronous_commit=off" }));
}

function openPool(config: PoolConfig): Pool {
  const opened = new Pool({
    ...config,
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: 2000,
    statement_timeout: 5000,
    allowExitOnIdle: true,
  });
  // An idle connection that is cut would end the process if nobody listened; the next query opens another.
  opened.on("error", (error) => log().warn({ err: error }, "database connection lost"));
  return opened;
}

async function executeEmbedded(text: string, values?: readonly unknown[]): Promise<SqlResult> {
  if (values === undefined) return executeScript(text);
  const { rows, affectedRows } = await embeddedDatabase().query(text, [...values]);
  return { rows, rowCount: rows.length || (affectedRows ?? 0) };
}

/** A script that brings its own BEGIN and COMMIT: there is one connection for all, and if it failed half-way it would stay in that transaction. */
const ownTransaction = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

async function executeScript(text: string): Promise<SqlResult> {
  const body = ownTransaction.exec(text)?.[1];
  const results =
    body === undefined
      ? await embeddedDatabase().exec(text)
      : await embeddedDatabase().transaction((tx) => tx.exec(body));
  const rows = results.at(-1)?.rows ?? [];
  return { rows, rowCount: rows.length };
}
