import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildIfNeeded, generateClient } from "./build.mjs";
import { checkSurroundings } from "./checks.mjs";
import { buildEmbed } from "./embed.mjs";
import { installIfNeeded } from "./install.mjs";
import { printLinks } from "./links.mjs";
import { serve } from "./server.mjs";
import { readSettings } from "./settings.mjs";
import { passSignalsTo, stopWithParent } from "./signals.mjs";
import { waitForExit, waitWithProgress } from "./step.mjs";
import { Stop } from "./stop.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
stopWithParent();

/** Everything, in order: what is done already is not done again. */
export async function start() {
  const settings = readSettings();
  await checkSurroundings(settings);
  await installIfNeeded();
  await buildIfNeeded();
  await prepare();
  return await serve(settings, () => printLinks(settings));
}

/** Serves what is there. */
export async function serveOnly() {
  const settings = readSettings();
  await checkSurroundings(settings);
  if (!existsSync(".next/BUILD_ID"))
    throw new Stop("Nothing is built yet: run npm run build first.");
  return await serve(settings, () => printLinks(settings));
}

/** Next's development server over a prepared database. */
export async function develop() {
  const settings = readSettings();
  await checkSurroundings(settings);
  await installIfNeeded();
  await generateClient();
  await buildEmbed();
  await prepare();
  const next = ["node_modules/next/dist/bin/next", "dev", "-p", String(settings.port)];
  const child = spawn(process.execPath, [...next, "-H", settings.host], { stdio: "inherit" });
  passSignalsTo(child);
  return await waitForExit(child);
}

/** Migrates and seeds in a process of its own, which has ended before the server opens the database. */
async function prepare() {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/prepare.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await waitWithProgress("Preparing the database", child);
  if (code !== 0) throw new Stop("", code);
}
