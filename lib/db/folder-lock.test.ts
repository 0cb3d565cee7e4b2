import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStart } from "./folder-holder.mjs";
import { FolderInUseError, holdFolder } from "./folder-lock";

let folder = "";
const children: ReturnType<typeof spawn>[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "portico-lock-")), "data");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const readLock = () => JSON.parse(readFileSync(join(folder, "lock"), "utf8"));

async function spawnSleeper(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  children.push(child);
  await once(child, "spawn");
  return child.pid ?? 0;
}

function findDeadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("holdFolder", () => {
  it("makes the folder, writes who holds it, and gives it back", () => {
    const release = holdFolder(folder, { port: 3000 });
    expect(readLock()).toMatchObject({ pid: process.pid, port: 3000 });
    release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it("makes the folder for nobody else's eyes", () => {
    holdFolder(folder, { port: 3000 });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("gives the same process the folder again", () => {
    holdFolder(folder, { port: 3000 });
    expect(() => holdFolder(folder, { port: 3000 })).not.toThrow();
  });

  it("refuses a folder that a live process holds, naming its pid and port in one sentence", async () => {
    const pid = await spawnSleeper();
    holdFolder(folder, { port: 4321, pid });
    const attempt = () => holdFolder(folder, { port: 3000 });
    expect(attempt).toThrow(FolderInUseError);
    expect(attempt).toThrow(new RegExp(`pid ${pid}, port 4321`));
    expect(readLock()).toMatchObject({ pid, port: 4321 });
  });

  it("takes over from a process that died without giving it back", () => {
    const pid = findDeadPid();
    holdFolder(folder, { port: 4321, pid });
    holdFolder(folder, { port: 3000 });
    expect(readLock()).toMatchObject({ pid: process.pid, port: 3000 });
  });

  it.runIf(describeStart(process.pid) !== "")(
    "takes over when the pid has gone to another process since",
    async () => {
      const pid = await spawnSleeper();
      holdFolder(folder, { port: 4321, pid });
      writeFileSync(
        join(folder, "lock"),
        JSON.stringify({ pid, port: 4321, started: "an earlier boot/17" }),
      );
      holdFolder(folder, { port: 3000 });
      expect(readLock()).toMatchObject({ pid: process.pid });
    },
  );

  it("takes over a lock that nobody can read", () => {
    holdFolder(folder, { port: 3000 })();
    writeFileSync(join(folder, "lock"), "{ half a");
    holdFolder(folder, { port: 3000 });
    expect(readLock()).toMatchObject({ pid: process.pid });
  });

  it("never gives back what another process holds by now", async () => {
    const release = holdFolder(folder, { port: 3000 });
    const pid = await spawnSleeper();
    writeFileSync(
      join(folder, "lock"),
      JSON.stringify({ pid, port: 4321, started: describeStart(pid) }),
    );
    release();
    expect(readLock()).toMatchObject({ pid });
  });
});
