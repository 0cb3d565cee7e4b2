import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { env } from "../env";
import { type MigrationConnection, migrate, readMigrations } from "./migrate";
import { embeddedConnection } from "./run-migrations";

const server = env().DATABASE_URL;
const open: { end: () => Promise<void> }[] = [];

afterAll(async () => {
  for (const { end } of open) await end();
});

/** An empty database of the kind this project tests; each call of what it gives is a connection to it. */
async function makeDatabase(): Promise<() => Promise<MigrationConnection>> {
  if (server === undefined) {
    const embedded = embeddedConnection(openEmbedded());
    await embedded.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return async () => embedded;
  }
  const name = `empty_${randomBytes(6).toString("hex")}`;
  const first = await connect(server);
  await first.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return async () => {
    const client = await connect(url);
    return {
      query: async (sql, values) => (await client.query(sql, values)).rows,
      exec: async (script) => {
        await client.query(script);
      },
    };
  };
}

let inMemory: PGlite | undefined;

/** One for all tests: opening one takes seconds. */
function openEmbedded(): PGlite {
  if (inMemory === undefined) {
    const opened = new PGlite();
    open.push({ end: () => opened.close() });
    inMemory = opened;
  }
  return inMemory;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  open.push({ end: () => client.end() });
  return client;
}

function countMigrations({ query }: MigrationConnection) {
  return query<{ migration_name: string }>(`SELECT migration_name FROM "_prisma_migrations"`);
}

const [first] = readMigrations();
const script = "CREATE TABLE notes (id int PRIMARY KEY)";
const later = [{ name: "1_notes", script, checksum: "a" }];

describe("migrating", () => {
  it("applies everything to an empty database, and a second time nothing", async () => {
    const connection = await (await makeDatabase())();
    const names = readMigrations().map(({ name }) => name);
    expect(names).toContain(first?.name);
    expect(await migrate(connection)).toEqual(names);
    expect(await migrate(connection)).toEqual([]);
    expect(await countMigrations(connection)).toHaveLength(names.length);
    expect(await connection.query("SELECT id FROM merchants")).toEqual([]);
  });

  it("refuses a migration that was edited after it ran", async () => {
    const connection = await (await makeDatabase())();
    await migrate(connection, later);
    const edited = [{ name: "1_notes", script: `${script} -- edited`, checksum: "b" }];
    await expect(migrate(connection, edited)).rejects.toThrow(/1_notes was changed/);
    expect(await migrate(connection, later)).toEqual([]);
  });

  it("leaves nothing of a migration that fails half way, and can be tried again", async () => {
    const connection = await (await makeDatabase())();
    const broken = [{ name: "1_notes", script: `${script}; SELECT nonsense`, checksum: "a" }];
    await expect(migrate(connection, broken)).rejects.toThrow(/nonsense/);
    expect(await countMigrations(connection)).toEqual([]);
    expect(await migrate(connection, later)).toEqual(["1_notes"]);
  });

  // PGlite has a single connection, and its folder a single process: there folder-lock.test.ts has the promise.
  if (server !== undefined) {
    it("is done once by processes that start together", async () => {
      const database = await makeDatabase();
      const connections = [await database(), await database(), await database()];
      const applied = await Promise.all(
        connections.map((connection) => migrate(connection, later)),
      );
      expect(applied.flat()).toEqual(["1_notes"]);
    });
  }
});
