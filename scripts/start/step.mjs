import { spawn } from "node:child_process";
import { exitCodeOf, isStopping, passSignalsTo } from "./signals.mjs";
import { Stop } from "./stop.mjs";

const everyMs = 4000;
const keptLines = 60;
const quiet = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  DEBIAN_FRONTEND: "noninteractive",
};

/**
 * Runs one long command quietly: a line when it begins, one every few seconds, one at its end. Its own
 * output is shown only when it fails. Throws Stop then.
 * @param {string} label What is being done: "Installing packages".
 * @param {string} command
 * @param {string[]} args
 * @param {number} [limitMs] After which it is killed and counts as failed; none unless given.
 */
export async function runStep(label, command, args, limitMs) {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMs,
    shell: process.platform === "win32" && command === "npm",
    env: { ...process.env, ...quiet },
  });
  const output = collectOutput(child);
  const code = await waitWithProgress(label, child);
  if (code !== 0) throw new Stop(`${output()}\n${label} failed (exit code ${code}).`, code);
}

/**
 * Says what is being done until the child ends; gives its exit code. Throws Stop when we were asked to stop.
 * @param {string} label
 * @param {import("node:child_process").ChildProcess} child
 */
export async function waitWithProgress(label, child) {
  const beganMs = performance.now();
  const seconds = () => Math.round((performance.now() - beganMs) / 1000);
  console.log(`${label} …`);
  const ticker = setInterval(() => console.log(`${label} … ${seconds()} s`), everyMs);
  passSignalsTo(child);
  const code = await waitForExit(child);
  clearInterval(ticker);
  if (isStopping()) throw new Stop(`${label}: stopped.`, code || 1);
  if (code === 0 && seconds() > 0) console.log(`${label}: done in ${seconds()} s`);
  return code;
}

/**
 * The exit code a child ends with; 127 when it could not be started at all.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
export function waitForExit(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once("close", (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

function collectOutput(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      text = `${text}${chunk}`.slice(-100_000);
    });
  }
  return () => text.trimEnd().split("\n").slice(-keptLines).join("\n");
}
