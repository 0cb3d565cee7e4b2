// vitest's global set-up for the project db-postgres: one server, one migrated template to copy from.
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";
import { type Postgres, startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

let postgres: Postgres | undefined;

export async function setup(project: TestProject) {
  postgres = await startPostgres();
  await migrateUrl(await postgres.createDatabase("portico_template"));
  project.provide("postgresUrl", postgres.url);
}

export async function teardown() {
  await postgres?.stop();
}

async function migrateUrl(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await migrate({
    query: async (sql, values) => (await client.query(sql, values)).rows,
    exec: async (script) => {
      await client.query(script);
    },
  });
  await client.end();
}
