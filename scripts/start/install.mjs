import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { runStep } from "./step.mjs";

const mark = "node_modules/.portico-install";
/** npm's own list of what it put there, written when an installation has come to its end. */
const installed = "node_modules/.package-lock.json";

/** Installs the locked packages unless the lockfile is the one that was installed last. */
export async function installIfNeeded() {
  if (isRecorded()) return;
  if (!isInstalled()) {
    rmSync(mark, { force: true });
    await runStep("Installing packages", "npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  }
  recordInstall();
}

/** Says that everything the present lockfile names is installed. Written last: half an install leaves no mark. */
export function recordInstall() {
  writeFileSync(mark, hashLockfile());
}

function isRecorded() {
  return existsSync(mark) && readFileSync(mark, "utf8") === hashLockfile();
}

/** After `npm install` of one more package everything is there, though nobody recorded it. */
function isInstalled() {
  if (!existsSync(installed)) return false;
  const held = readJson(installed).packages;
  return Object.entries(readJson("package-lock.json").packages).every(
    ([path, { optional, version }]) => path === "" || optional || held[path]?.version === version,
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function hashLockfile() {
  return createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
}
