import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { env } from "../env";
import { holdFolder } from "./folder-lock";
import { type MigrationConnection, migrate } from "./migrate";

/** Brings the configured database up to date and closes it again. Gives the names of what it applied. */
export async function runMigrations(): Promise<string[]> {
  const { DATABASE_URL, DATA_DIR, PORT } = env();
  return DATABASE_URL === undefined
    ? migrateEmbedded(DATA_DIR, PORT)
    : migratePostgres(DATABASE_URL);
}

async function migrateEmbedded(folder: string, port: number): Promise<string[]> {
  holdFolder(folder, { port });
  const embedded = new PGlite(join(folder, "pglite"));
  try {
    return await migrate(embeddedConnection(embedded));
  } finally {
    await embedded.close();
  }
}

/** The migrator's view of a PGlite. */
export function embeddedConnection(embedded: PGlite): MigrationConnection {
  return {
    query: async <Row>(sql: string, values?: unknown[]) =>
      (await embedded.query<Row>(sql, values)).rows,
    exec: async (script) => {
      await embedded.exec(script);
    },
  };
}

async function migratePostgres(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await migrate({
      query: async <Row>(sql: string, values?: unknown[]) =>
        (await client.query(sql, values)).rows as Row[],
      exec: async (script) => {
        await client.query(script);
      },
    });
  } finally {
    await client.end();
  }
}
