// Before each test file of the project db-pglite: an embedded database of its own, migrated.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { database } from "@/lib/db/client";
import { setTestEnvironment } from "./test-environment";

const shared = inject("pgliteFolder");
const folder = mkdtempSync(join(shared, "copy-"));
cpSync(join(shared, "template"), join(folder, "pglite"), { recursive: true });
setTestEnvironment({ DATA_DIR: folder });
afterAll(() => database().$disconnect());
// Disconnecting leaves PGlite open: its files go when nothing can write to them any more.
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
