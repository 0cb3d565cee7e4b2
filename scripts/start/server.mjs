import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { nextStartArguments } from "./next-arguments.mjs";
import { isStopping, passSignalsTo } from "./signals.mjs";
import { waitForExit } from "./step.mjs";
import { Stop } from "./stop.mjs";

const banner = /^\s*(?:▲|✓|[-–] (?:Local|Network|Environments|Experiments)|$)/;
const tickMs = 4000;

/**
 * Serves the built app until it ends; gives its exit code. `onReady` is called once /readyz answers 200.
 * Throws Stop when the server ends without having been asked to.
 * @param {import("./settings.mjs").Settings} settings
 * @param {() => void} onReady
 */
export async function serve({ host, port }, onReady) {
  const args = ["--import", "./scripts/start/leash.mjs", ...nextStartArguments(host, port)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  passSignalsTo(child);
  hideBanner(child.stdout);
  let ended = false;
  const exit = waitForExit(child).finally(() => {
    ended = true;
  });
  await waitUntilReady(host, port, () => ended || isStopping());
  if (!ended && !isStopping()) onReady();
  const code = await exit;
  if (!isStopping()) throw new Stop(`The server ended by itself (exit code ${code}).`, code || 1);
  return code;
}

function hideBanner(stream) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (!banner.test(line)) process.stdout.write(`${line}\n`);
  });
  stream.on("end", () => process.stdout.write(rest));
}

async function waitUntilReady(host, port, isOver) {
  const wildcard = host === "0.0.0.0" || host === "::";
  const address = wildcard ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  let nextTickMs = performance.now() + tickMs;
  while (!isOver()) {
    if (await isReady(`http://${address}:${port}/readyz`)) return;
    if (performance.now() > nextTickMs) {
      console.log("Waiting for the server …");
      nextTickMs = performance.now() + tickMs;
    }
    await wait(100);
  }
}

async function isReady(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
