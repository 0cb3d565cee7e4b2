import { describe, expect, it } from "vitest";
import { env } from "../env";
import { executeLoosely, executeSql } from "./sql";

describe("executeSql", () => {
  it("runs a statement with values of every kind that packages pass", async () => {
    const id = "5f0c62a5-37b2-4a4c-9f43-1d6a2f3a8f00";
    const { rows, rowCount } = await executeSql(
      `SELECT $1::text AS text, $2::int AS number, $3::jsonb AS json, $4::bool AS flag, $5::text AS missing,
              id FROM unnest($6::uuid[]) AS id`,
      ["a", 2, { deep: [1] }, true, undefined, [id]],
    );
    const row = { text: "a", number: 2, json: { deep: [1] }, flag: true, missing: null, id };
    expect({ rows, rowCount }).toEqual({ rows: [row], rowCount: 1 });
  });

  it("counts what a statement without an answer has changed", async () => {
    await executeSql("CREATE TABLE counted (n int)");
    expect((await executeSql("INSERT INTO counted VALUES ($1), (2)", [1])).rowCount).toBe(2);
    expect((await executeSql("DELETE FROM counted WHERE n > $1", [5])).rowCount).toBe(0);
  });

  it("runs a script, all of it or nothing, and works on after one that failed", async () => {
    await executeSql("BEGIN; CREATE TABLE made (n int); INSERT INTO made VALUES (1); COMMIT;");
    expect((await executeSql("SELECT n FROM made", [])).rows).toEqual([{ n: 1 }]);
    const failing = executeSql("BEGIN; INSERT INTO made VALUES (2); SELECT 1 / 0; COMMIT;");
    await expect(failing).rejects.toThrow("division by zero");
    const counts = Array.from({ length: 8 }, () => executeSql("SELECT n FROM made", []));
    for (const { rows } of await Promise.all(counts)) expect(rows).toEqual([{ n: 1 }]);
  });
});

it("executeLoosely does not wait for the disk, which nothing else leaves out", async () => {
  const setting = "SELECT setting, source FROM pg_settings WHERE name = 'synchronous_commit'";
  const read = async (execute: typeof executeLoosely) => (await execute(setting, [])).rows;
  const isPostgres = env().DATABASE_URL !== undefined;
  const before = await read(executeSql);
  const loose = { setting: "off", source: "client" };
  expect(await read(executeLoosely)).toEqual(isPostgres ? [loose] : before);
  expect(before).not.toEqual([loose]);
  expect(await read(executeSql)).toEqual(before);
});
