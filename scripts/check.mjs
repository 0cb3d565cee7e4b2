// `npm run check`: everything that can be said about the sources in seconds, without network.
// Commands of one round run side by side; the output of a command is shown when it fails.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const bin = (name) => [process.execPath, `node_modules/${name}`];
const script = (file) => [process.execPath, file];
const unitReport = "test-results/unit.json";

/** What later commands need comes in an earlier round. */
const rounds = [
  {
    "prisma generate": [...bin("prisma/build/index.js"), "generate"],
    "next typegen": [...bin("next/dist/bin/next"), "typegen"],
    lockfile: script("scripts/checks/lockfile.mjs"),
    features: script("scripts/checks/features.mjs"),
    "file length": script("check-file-length.mjs"),
    "server actions": script("check-use-server.mjs"),
  },
  {
    "tsc --noEmit": [...bin("typescript/bin/tsc"), "--noEmit"],
    "biome ci": [...bin("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "--colors=off"],
    layers: script("check-layers.mjs"),
    knip: [...bin("knip/bin/knip.js"), "--no-progress"],
    migrations: [process.execPath, "--import", "tsx", "scripts/migration.mjs", "--check"],
    references: [
      process.execPath,
      "--import",
      "tsx",
      "scripts/sdk-types/write-references.ts",
      "--check",
    ],
    "unit tests": [
      ...bin("vitest/vitest.mjs"),
      "run",
      "--project=unit",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${unitReport}`,
    ],
  },
];

function runQuietly([name, [command, ...args]]) {
  return new Promise((resolve) => {
    const beganMs = performance.now();
    const env = {
      ...process.env,
      NO_COLOR: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      CHECKPOINT_DISABLE: "1",
    };
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("close", (code) => {
      const seconds = ((performance.now() - beganMs) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
      if (code !== 0) console.error(output.trimEnd());
      resolve(code === 0 ? [] : [name]);
    });
  });
}

async function runRound(commands) {
  const waiting = Object.entries(commands);
  const failed = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      failed.push(...(await runQuietly(next)));
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  return failed;
}

mkdirSync("test-results", { recursive: true });
const failed = [];
for (const round of rounds) failed.push(...(await runRound(round)));
console.log(failed.length === 0 ? "check: all good" : `check: failed (${failed.join(", ")})`);
process.exitCode = failed.length === 0 ? 0 : 1;
