import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "../start/build.mjs";
import { installIfNeeded } from "../start/install.mjs";
import { passSignalsTo, stopWithParent } from "../start/signals.mjs";
import { waitForExit } from "../start/step.mjs";
import { Stop } from "../start/stop.mjs";
import { findBrowser } from "./browser.mjs";
import { readReport } from "./reports.mjs";

const reports = {
  unit: "test-results/unit.json",
  stripe: "test-results/stripe.json",
  database: "test-results/database.json",
  browser: "test-results/browser.json",
};

/** Installs what is needed, then checks, unit tests, the sandbox's suite, database and browser tests. Gives the exit code. */
export async function test() {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  stopWithParent();
  if (process.argv.includes("--deep")) process.env.PORTICO_DEEP = "1";
  await installIfNeeded();
  const browser = await findBrowser();
  console.log(`Browser: ${browser.name}`);
  if (browser.path !== "") process.env.PORTICO_CHROMIUM = browser.path;
  rmSync("test-results", { recursive: true, force: true });
  mkdirSync("test-results");

  const failed = [];
  const attempt = async (name, work) => {
    console.log(`\n== ${name}`);
    if (!(await work())) failed.push(name);
  };
  await attempt("check and unit tests", () => node("scripts/check.mjs"));
  const vitest = (project, report) =>
    node("node_modules/vitest/vitest.mjs", "run", `--project=${project}`, ...reportTo(report));
  await attempt("the sandbox, through the SDK", () => vitest("stripe", reports.stripe));
  await attempt("database tests", () => vitest("db-*", reports.database));
  await attempt("build", build);
  if (!failed.includes("build")) {
    await attempt("browser tests", () => node("node_modules/@playwright/test/cli.js", "test"));
  }
  return conclude(failed);
}

function reportTo(file) {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
}

async function node(...args) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  passSignalsTo(child);
  return (await waitForExit(child)) === 0;
}

async function build() {
  try {
    await buildIfNeeded();
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    return false;
  }
}

/** The verdict comes last, and before it every failure by name: the end of a long output is what is read. */
function conclude(failed) {
  const results = Object.values(reports).map(readReport);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const { name, reason } of results.flatMap((result) => result.failures)) {
    console.log(`\n✗ ${name}\n${reason.replace(/^/gm, "    ")}`);
  }
  console.log("");
  if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}`);
  console.log(failed.length === 0 ? "All tests passed." : "Not all is well.");
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return failed.length === 0 && sum("failed") === 0 ? 0 : 1;
}
