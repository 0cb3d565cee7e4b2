import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeStart } from "@/lib/db/folder-holder.mjs";
import { findFreePort } from "../testing/free-port";
import { checkSurroundings } from "./checks.mjs";
import { readSettings } from "./settings.mjs";
import { Stop } from "./stop.mjs";

let folder = "";
let listener: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-start-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  listener?.close();
  listener = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** The one sentence with which `work` refuses. */
async function sentenceOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(Stop);
    const { message, exitCode } = error as Stop;
    expect(message).not.toContain("\n");
    expect(exitCode).toBe(1);
    return message;
  }
  return "nothing was refused";
}

const surroundings = (port: number, dataDir = folder) => ({
  dataDir,
  port,
  host: "127.0.0.1",
  embedded: true,
  demo: true,
});

describe("npm start refuses, in one sentence,", () => {
  it("a Node that is too old", () => {
    const script =
      'import("./scripts/start/node-version.mjs").then((m) => m.checkNodeVersion(process.argv[1]))';
    const tryVersion = (version: string) =>
      spawnSync(process.execPath, ["-e", script, version], { encoding: "utf8" });
    for (const version of ["18.20.0", "20.18.3", "21.7.0", "22.11.0", "23.5.0"]) {
      const { status, stderr } = tryVersion(version);
      expect([version, status]).toEqual([version, 1]);
      expect(stderr.trim()).toBe(
        `Portico needs Node 20.19+, 22.12+ or 24 and newer; this is Node ${version}.`,
      );
    }
    for (const version of ["20.19.0", "22.12.0", "24.0.0", "25.1.0"]) {
      expect([version, tryVersion(version).status]).toEqual([version, 0]);
    }
  }, 30_000);

  it("a port that something listens on, naming it", async () => {
    const port = await findFreePort();
    listener = createServer().listen(port, "127.0.0.1");
    await once(listener, "listening");
    const said = await sentenceOf(() => checkSurroundings(surroundings(port)));
    expect(said).toContain(`Port ${port} is already in use`);
  }, 30_000);

  it("a port that is none", async () => {
    vi.stubEnv("PORT", "harbour");
    expect(await sentenceOf(readSettings)).toContain('PORT is "harbour"');
  });

  it("a data folder that cannot be written, naming it", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const port = await findFreePort();
    const said = await sentenceOf(() => checkSurroundings(surroundings(port, file)));
    expect(said).toContain(`${file} cannot be written`);
  });

  it("a data folder that another process has open, naming its pid and port", async () => {
    const holder = { pid: process.pid, port: 4321, started: describeStart(process.pid) };
    writeFileSync(join(folder, "lock"), JSON.stringify(holder));
    const port = await findFreePort();
    const said = await sentenceOf(() => checkSurroundings(surroundings(port)));
    expect(said).toContain(`pid ${process.pid}, port 4321`);
  }, 30_000);

  it("a live key in the environment, without repeating it", async () => {
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_live_abc");
    const said = await sentenceOf(readSettings);
    expect(said).toContain("STRIPE_SECRET_KEY is a live key");
    expect(said).not.toContain("abc");
  });
});
