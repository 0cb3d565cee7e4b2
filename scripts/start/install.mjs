import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { runStep } from "./step.mjs";

const mark = "node_modules/.portico-install";

/** Installs the locked packages unless the lockfile is the one that was installed last. */
export async function installIfNeeded() {
  if (isInstalled()) return;
  rmSync(mark, { force: true });
  await runStep("Installing packages", "npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  recordInstall();
}

/** Says that everything the present lockfile names is installed. Written last: half an install leaves no mark. */
export function recordInstall() {
  writeFileSync(mark, hashLockfile());
}

function isInstalled() {
  return existsSync(mark) && readFileSync(mark, "utf8") === hashLockfile();
}

function hashLockfile() {
  return createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
}
