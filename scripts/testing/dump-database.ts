import { database } from "@/lib/db/client";

/** Every row of every table as text: what a thief of the database would read. */
export async function dumpDatabase(): Promise<string> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const sql = `SELECT row_to_json(t)::text AS row FROM "${name}" t`;
    const rows = await database().$queryRawUnsafe<{ row: string }[]>(sql);
    texts.push(`== ${name}`, ...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}
