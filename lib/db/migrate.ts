import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** What the migrator needs of a database: one connection, statements with parameters, scripts without. */
export type MigrationConnection = {
  query: <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;
  exec: (script: string) => Promise<void>;
};

type Migration = { name: string; script: string; checksum: string };

// The number and the table are Prisma's own, so that `prisma migrate deploy` and `status` agree with us.
const lockNumber = 72707369;
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** Every migration of the folder, in the order of their names. */
export function readMigrations(folder = "prisma/migrations"): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(`${folder}/${name}/migration.sql`, "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    });
}

/**
 * Applies what is missing, one migration per transaction, under Prisma's advisory lock: of several
 * processes that start together one applies, the others wait and find nothing to do.
 * Returns the names applied. Throws when an applied migration was edited afterwards.
 */
export async function migrate(
  connection: MigrationConnection,
  migrations = readMigrations(),
): Promise<string[]> {
  await connection.query("SELECT pg_advisory_lock($1)", [lockNumber]);
  try {
    await connection.exec(table);
    const done = await connection.query<{ migration_name: string; checksum: string }>(
      `SELECT migration_name, checksum FROM "_prisma_migrations"
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const checksums = new Map(done.map((row) => [row.migration_name, row.checksum]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const checksum = checksums.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined)
        throw new Error(`Migration ${migration.name} was changed after it ran.`);
      await apply(connection, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await connection.query("SELECT pg_advisory_unlock($1)", [lockNumber]);
  }
}

async function apply(connection: MigrationConnection, { name, script, checksum }: Migration) {
  await connection.exec("BEGIN");
  try {
    await connection.exec(script);
    await connection.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await connection.exec("COMMIT");
  } catch (error) {
    await connection.exec("ROLLBACK");
    throw error;
  }
}
