import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve as resolvePath } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describeHolder, isAlive, readHolder } from "../../lib/db/folder-holder.mjs";
import { Stop } from "./stop.mjs";

const patienceMs = 3000;

/**
 * The data folder can be written, nobody else has it open, and the port is free. Throws Stop with one
 * sentence otherwise. A Portico that was killed a moment ago gets a few seconds to leave.
 * @param {import("./settings.mjs").Settings} settings
 */
export async function checkSurroundings({ dataDir, embedded, host, port }) {
  if (embedded) checkFolder(dataDir);
  const untilMs = performance.now() + patienceMs;
  let obstacle = await findObstacle({ dataDir, embedded, host, port });
  while (obstacle !== undefined && performance.now() < untilMs) {
    await wait(200);
    obstacle = await findObstacle({ dataDir, embedded, host, port });
  }
  if (obstacle !== undefined) throw new Stop(obstacle);
}

function checkFolder(folder) {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(resolvePath(folder));
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Stop(
      `${folder} cannot be written (${error.code ?? error.message}): make it writable, or set DATA_DIR to another folder.`,
    );
  }
}

/** Step by step: Node's own recursive mkdir never returns where the kernel forbids new names, as in /proc. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, 0o700);
}

async function findObstacle({ dataDir, embedded, host, port }) {
  const holder = embedded ? readHolder(dataDir) : undefined;
  if (holder !== undefined && isAlive(holder)) return describeHolder(dataDir, holder);
  return await findPortObstacle(host, port);
}

function findPortObstacle(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(describePortError(error, host, port)));
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
}

function describePortError(error, host, port) {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is already in use: stop what listens there, or choose another with PORT=${port + 1} npm start.`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} may not be used by this account: choose one above 1023 with PORT=3000 npm start.`;
  }
  return `Cannot listen on ${host}, port ${port} (${error.code}): set HOST to an address of this computer.`;
}
