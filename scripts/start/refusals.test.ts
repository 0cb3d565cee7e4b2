import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStart } from "@/lib/db/folder-holder.mjs";
import { findFreePort } from "../testing/free-port";

let folder = "";
let listener: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-start-"));
});

afterEach(() => {
  listener?.close();
  listener = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm start` where it must refuse: nothing is installed, built or served. */
function refuse(env: Record<string, string>) {
  const plain = { HOST: "", DATABASE_URL: "", DEMO: "", STRIPE_SECRET_KEY: "", DATA_DIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/start.mjs"], {
    encoding: "utf8",
    env: { ...process.env, ...plain, ...env },
  });
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(status).toBe(1);
  return stderr.trim();
}

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
  }, 20_000);

  it("a port that something listens on, naming it", async () => {
    const port = await findFreePort();
    listener = createServer().listen(port, "127.0.0.1");
    expect(refuse({ PORT: String(port) })).toContain(`Port ${port} is already in use`);
  }, 20_000);

  it("a port that is none", () => {
    expect(refuse({ PORT: "harbour" })).toContain('PORT is "harbour"');
  });

  it("a data folder that cannot be written, naming it", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const said = refuse({ DATA_DIR: file, PORT: String(await findFreePort()) });
    expect(said).toContain(`${file} cannot be written`);
  });

  it("a data folder that another process has open, naming its pid and port", async () => {
    const holder = { pid: process.pid, port: 4321, started: describeStart(process.pid) };
    writeFileSync(join(folder, "lock"), JSON.stringify(holder));
    const said = refuse({ PORT: String(await findFreePort()) });
    expect(said).toContain(`pid ${process.pid}, port 4321`);
  }, 20_000);

  it("a live key in the environment, without repeating it", () => {
    const said = refuse({ STRIPE_SECRET_KEY: "sk_live_abc" });
    expect(said).toContain("STRIPE_SECRET_KEY is a live key");
    expect(said).not.toContain("abc");
  });
});
