import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { buildEmbed, embedFile } from "./embed.mjs";
import { runStep } from "./step.mjs";

const mark = ".next/portico-build";
const generated = "lib/db/generated";
const sources = [
  "package-lock.json",
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "prisma.config.ts",
  "tsconfig.json",
];

/** Generates the database client and builds the app, unless the last build was of these very sources. */
export async function buildIfNeeded() {
  const hash = hashSources();
  const made = [generated, embedFile, mark].every((path) => existsSync(path));
  if (made && readFileSync(mark, "utf8") === hash) return;
  rmSync(mark, { force: true });
  await generateClient();
  await buildEmbed();
  await runStep("Building", process.execPath, ["node_modules/next/dist/bin/next", "build"]);
  writeFileSync(mark, hash);
}

/** Prisma's client for the present schema; needs no network (prisma.config.ts). */
export async function generateClient() {
  await runStep("Generating the database client", process.execPath, [
    "node_modules/prisma/build/index.js",
    "generate",
  ]);
}

function hashSources() {
  const hash = createHash("sha256").update(`node ${process.versions.node.split(".")[0]}\n`);
  for (const file of sources.flatMap(listFiles)) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"))
    .filter((file) => !isMade(file) && !/\.test\.tsx?$/.test(file))
    .sort();
}

/** What the build itself writes says nothing about whether it is needed. */
function isMade(file) {
  return file === embedFile || file.startsWith(`${generated}/`);
}
