// Before each test file of the project db-pglite: an embedded database of its own, migrated.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { database } from "@/lib/db/client";
import { isDatabaseUp } from "@/lib/db/health";
import { setTestEnvironment } from "./test-environment";

const folder = mkdtempSync(join(tmpdir(), "portico-pglite-"));
cpSync(inject("pgliteFolder"), join(folder, "pglite"), { recursive: true });
setTestEnvironment({ DATA_DIR: folder });
afterAll(async () => {
  // One that was never used opens now: else it would open a folder that is gone.
  await isDatabaseUp();
  await database().$disconnect();
  rmSync(folder, { recursive: true, force: true });
});
