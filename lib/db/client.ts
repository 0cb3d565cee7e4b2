import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { env } from "../env";
import { once } from "../once";
import { holdFolder } from "./folder-lock";
import { type Prisma, PrismaClient } from "./generated/client";

export type Database = PrismaClient;
/** Inside transact() only this is used: on PGlite an awaited query outside it would wait for ever. */
export type Transaction = Prisma.TransactionClient;

/** The one Prisma client of this process: PostgreSQL when DATABASE_URL is set, else PGlite in DATA_DIR. */
export function database(): Database {
  return once("database", () => {
    const { DATABASE_URL } = env();
    return DATABASE_URL === undefined ? connectEmbedded() : connectPostgres(DATABASE_URL);
  });
}

/** A client on PostgreSQL: at most 10 connections, 2 s to wait for one, 5 s for a statement. */
function connectPostgres(url: string): Database {
  const pool = {
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2000,
    statement_timeout: 5000,
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameStatements() });
  return new PrismaClient({ adapter });
}

const mostNames = 500;

/**
 * A name by which each connection keeps a statement prepared: planning it anew costs more than executing it. Only so
 * many texts get one, since those that hold lists are of any length.
 */
function nameStatements(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const held = names.get(sql);
    if (held !== undefined) return held;
    if (names.size === mostNames) return "";
    const made = `portico_${names.size}`;
    names.set(sql, made);
    return made;
  };
}

function connectEmbedded(): Database {
  return new PrismaClient({ adapter: new PrismaPGlite(embeddedDatabase()) });
}

/** The one PGlite of this process, which Prisma and lib/db/sql.ts share: a second one on its folder would lose data. */
export function embeddedDatabase(): PGlite {
  return once("pglite", () => {
    const { DATA_DIR, PORT } = env();
    holdFolder(DATA_DIR, { port: PORT });
    return new PGlite(join(DATA_DIR, "pglite"));
  });
}

/** Runs `work` in one transaction: all of it or nothing. No Stripe call belongs inside. */
export function transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(work, { maxWait: 5000, timeout: 15_000 });
}
