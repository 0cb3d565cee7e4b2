import { onTestFinished } from "vitest";
import { database } from "@/lib/db/client";

type Table = "audit_entries" | "configuration_versions" | "events" | "kept_mails" | "outbox";

/** Makes every insert into `table` fail, as a database in trouble would. Gives what ends that before the test does. */
export async function refuseInserts(table: Table): Promise<() => Promise<void>> {
  const run = (sql: string) => database().$executeRawUnsafe(sql);
  await run(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`);
  await run(`CREATE TRIGGER refuse BEFORE INSERT ON ${table} EXECUTE FUNCTION refuse()`);
  const allow = async () => {
    await run(`DROP TRIGGER IF EXISTS refuse ON ${table}`);
  };
  onTestFinished(allow);
  return allow;
}
