// `npm run migration -- NAME` writes prisma/migrations/<time>_NAME/migration.sql: what the schema has and the
// migrations lack. `npm run migration -- --check` says whether they agree and exits 1 when they do not.
// Works offline: Prisma's schema engine as WebAssembly beside an in-memory PGlite that has run the migrations.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { migrate } from "../lib/db/migrate.ts";

const schemaPath = "prisma/schema.prisma";
const container = { files: [{ path: schemaPath, content: readFileSync(schemaPath, "utf8") }] };

async function loadEngine() {
  const script = createRequire(import.meta.url).resolve(
    "@prisma/schema-engine-wasm/schema_engine_bg",
  );
  const bytes = readFileSync(script.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

const database = new PGlite();
await migrate({
  query: async (sql, values) => (await database.query(sql, values)).rows,
  exec: async (script) => void (await database.exec(script)),
});
await database.exec('DROP TABLE "_prisma_migrations"');

const SchemaEngine = await loadEngine();
const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database));
const engine = await SchemaEngine.new(
  { datamodels: [[schemaPath, container.files[0].content]] },
  () => {},
  adapter,
);
const { stdout } = await engine.diff({
  from: { tag: "schemaDatasource", ...container, configDir: "prisma" },
  to: { tag: "schemaDatamodel", ...container },
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
await database.close();

const script = stdout?.trim() ?? "";
const name = process.argv[2];
if (script === "" || script === "-- This is an empty migration.") {
  console.log("The migrations and prisma/schema.prisma agree.");
} else if (name === undefined || name === "--check") {
  console.error(`The migrations lack this of prisma/schema.prisma:\n${script}`);
  process.exitCode = 1;
} else {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `prisma/migrations/${time}_${name.replace(/\W+/g, "_")}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/migration.sql`, `${script}\n`);
  console.log(`Wrote ${folder}/migration.sql`);
}
