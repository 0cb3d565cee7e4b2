import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SdkTypes } from "./shape";

const here = dirname(fileURLToPath(import.meta.url));
const cacheFolder = join(here, "../../node_modules/.cache/portico");
/** What a cached reading depends on, beside the SDK itself. */
const sources = ["read-sdk.ts", "read-requests.ts", "type-reader.ts", "shape.ts"];

/** The SDK's types, read once for each version of the SDK (some seconds) and kept in node_modules/.cache. */
export async function loadSdkTypes(): Promise<SdkTypes> {
  const file = join(cacheFolder, `sdk-types-${fingerprint()}.json`);
  if (!existsSync(file)) await write(file);
  return JSON.parse(readFileSync(file, "utf8"));
}

function fingerprint(): string {
  const hash = createHash("sha256").update(readFileSync(findManifest(), "utf8"));
  for (const source of sources) hash.update(readFileSync(join(here, source), "utf8"));
  return hash.digest("hex").slice(0, 16);
}

/** The package does not export its manifest, which says its version. */
function findManifest(): string {
  return join(dirname(createRequire(import.meta.url).resolve("stripe")), "../package.json");
}

/** Two processes may write at once: each its own file, then one step. The compiler is loaded only here. */
async function write(file: string): Promise<void> {
  const { readSdk } = await import("./read-sdk");
  mkdirSync(cacheFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(readSdk()));
  renameSync(draft, file);
  const others = readdirSync(cacheFolder).filter((name) => /^sdk-types-\w+\.json$/.test(name));
  for (const name of others) {
    if (name !== basename(file)) rmSync(join(cacheFolder, name), { force: true });
  }
}
