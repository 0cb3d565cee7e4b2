// vitest's global set-up for the project db-pglite: one migrated folder to copy from (making one takes
// seconds), in the folder that also holds the copies.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";
import { embeddedConnection } from "@/lib/db/run-migrations";

declare module "vitest" {
  interface ProvidedContext {
    pgliteFolder: string;
  }
}

let folder: string | undefined;

export async function setup(project: TestProject) {
  folder = mkdtempSync(join(tmpdir(), "portico-pglite-"));
  const embedded = new PGlite(join(folder, "template"));
  await migrate(embeddedConnection(embedded));
  await embedded.close();
  project.provide("pgliteFolder", folder);
}

export function teardown() {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
