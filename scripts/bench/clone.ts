import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startServer } from "@/e2e/fixtures/server-process";
import { findFreePort } from "@/scripts/testing/free-port";

/** Seconds from `npm start` to `Ready` on a fresh copy of what git knows, and again. npm's cache is as it is. */
export async function measureStarts(): Promise<{ cold: number; warm: number }> {
  const folder = mkdtempSync(join(tmpdir(), "portico-clone-"));
  try {
    const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    for (const file of execFileSync("git", listed, { encoding: "utf8" }).split("\0")) {
      if (file === "") continue;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(file, join(folder, file));
    }
    return { cold: await timeStart(folder), warm: await timeStart(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeStart(folder: string): Promise<number> {
  const port = await findFreePort();
  const unset = ["HOST", "APP_URL", "DATA_DIR", "DATABASE_URL", "STRIPE_API_BASE", "DEMO"];
  const env = { ...Object.fromEntries(unset.map((name) => [name, ""])), PORT: String(port) };
  const beganMs = performance.now();
  const server = await startServer([join(folder, "scripts/start.mjs")], env, (output) =>
    output.includes(`Ready on http://localhost:${port}`),
  );
  const seconds = (performance.now() - beganMs) / 1000;
  await server.stop();
  return seconds;
}
