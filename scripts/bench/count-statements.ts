import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import type { Postgres } from "@/scripts/testing/postgres";

/** Settings under which PostgreSQL's log tells whose statement a line is. */
export const countingSettings = ["log_line_prefix=<%d> "];

/** The queue looks for work every second, whoever is visiting. */
const ofQueue = /\bpgboss\.|\bFROM outbox\b/;

/** How many statements `work` caused in `database`, taken from PostgreSQL's own log. */
export async function countStatements(
  postgres: Postgres,
  database: string,
  work: () => Promise<unknown>,
): Promise<number> {
  await setLogging(postgres.url, "all");
  const before = postgres.readLog().length;
  await work();
  await wait(200);
  const lines = postgres.readLog().slice(before).split("\n");
  await setLogging(postgres.url, "none");
  return lines.filter(
    (line) =>
      line.startsWith(`<${database}> `) &&
      / LOG: {2}(?:statement|execute [^:]+): /.test(line) &&
      !ofQueue.test(line),
  ).length;
}

async function setLogging(url: string, value: "all" | "none"): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`ALTER SYSTEM SET log_statement = '${value}'`);
  await client.query("SELECT pg_reload_conf()");
  await client.end();
  // Each session reads the new settings before its next statement, once the signal has reached it.
  await wait(300);
}
