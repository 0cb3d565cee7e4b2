// Who holds the embedded database's folder. Plain JavaScript: `npm start` reads it before anything is installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `started` tells a process from a later one with the same pid: Linux's start time and boot id, elsewhere "".
 * @typedef {{ readonly pid: number, readonly port: number, readonly started: string }} Holder
 */

/** @param {string} folder */
export function lockFile(folder) {
  return join(folder, "lock");
}

/**
 * What the lock file says, be its writer alive or dead. Undefined: no lock, or none that can be read.
 * @param {string} folder
 * @returns {Holder | undefined}
 */
export function readHolder(folder) {
  try {
    const { pid, port, started } = JSON.parse(readFileSync(lockFile(folder), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? { pid, port, started } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error.code === "ENOENT" || error.code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether the very process that wrote the lock still runs.
 * @param {Holder} holder
 */
export function isAlive({ pid, started }) {
  const now = describeStart(pid);
  if (started !== "" && now !== "") return started === now;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * The moment a process was started, comparable across restarts of the machine; "" where nobody can say.
 * @param {number} pid
 */
export function describeStart(pid) {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in parentheses may hold blanks; field 22 of the line is the 20th behind it.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${boot}/${ticks}`;
  } catch {
    return "";
  }
}

/**
 * The one sentence for a folder that is in use.
 * @param {string} folder
 * @param {Holder} holder
 */
export function describeHolder(folder, { pid, port }) {
  return `${folder} is in use by another Portico (pid ${pid}, port ${port}): stop it, or set DATA_DIR to another folder.`;
}
