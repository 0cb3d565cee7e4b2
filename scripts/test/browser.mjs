import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runStep } from "../start/step.mjs";
import { Stop } from "../start/stop.mjs";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const downloadLimitMs = 240_000;
const packageManagers = {
  "apt-get": [["update"], ["install", "-y", "--no-install-recommends", "chromium"]],
  apk: [["add", "chromium"]],
  dnf: [["install", "-y", "chromium"]],
};

/**
 * A Chromium that really starts: an installed one, else Playwright's own (downloaded), else, only as root or
 * with CI=1, the system's package. Throws Stop with the one command to run when there is none.
 * @returns {Promise<{ name: string, path: string }>} `path` is "" for Playwright's own.
 */
export async function findBrowser() {
  const found = findInstalled() ?? (await installPlaywrights()) ?? (await installPackage());
  if (found !== undefined) return found;
  throw new Stop(
    "The browser tests need a Chromium that starts here. Install one and run npm test again:\n  npx playwright install --with-deps chromium",
  );
}

function findInstalled() {
  const wanted = process.env.PORTICO_CHROMIUM;
  if (wanted) {
    if (starts(wanted)) return { name: `${wanted} (PORTICO_CHROMIUM)`, path: wanted };
    throw new Stop(`PORTICO_CHROMIUM is ${wanted}, which does not start: set it to a Chromium.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const path = programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((file) => existsSync(file) && starts(file));
  return path === undefined ? undefined : { name: `${path} (installed)`, path };
}

async function installPlaywrights() {
  const own = { name: "Playwright's own Chromium", path: "" };
  if (starts("")) return own;
  await tolerate("Downloading Playwright's Chromium", process.execPath, [
    "node_modules/@playwright/test/cli.js",
    "install",
    "chromium",
  ]);
  return starts("") ? own : undefined;
}

async function installPackage() {
  const isCi = process.env.CI === "1" || process.env.CI === "true";
  if (process.getuid?.() !== 0 && !isCi) return undefined;
  for (const [manager, commands] of Object.entries(packageManagers)) {
    if (spawnSync(manager, ["--version"]).status !== 0) continue;
    for (const args of commands) {
      await tolerate(`Installing the system's Chromium (${manager} ${args[0]})`, manager, args);
    }
  }
  return findInstalled();
}

/** A failure here is not the end: the next way is tried. */
async function tolerate(label, command, args) {
  process.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ??= "15000";
  try {
    await runStep(label, command, args, downloadLimitMs);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.log(error.message.split("\n").at(-1));
  }
}

/** Whether Playwright can open a page in it. A name in the PATH may be a stub, or lack its libraries. */
function starts(path) {
  return (
    spawnSync(process.execPath, ["scripts/test/probe-browser.mjs", path], {
      stdio: "ignore",
      timeout: 60_000,
    }).status === 0
  );
}
