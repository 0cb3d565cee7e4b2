// Stripe's own command line (@stripe/cli), alone with one server: a home of its own and no network beyond it.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const manifest = createRequire(import.meta.url).resolve("@stripe/cli/package.json");
const shim = join(dirname(manifest), "bin/shim.js");
const home = mkdtempSync(join(tmpdir(), "portico-stripe-cli-"));
const env = {
  ...process.env,
  HOME: home,
  USERPROFILE: home,
  XDG_CONFIG_HOME: home,
  HTTPS_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "127.0.0.1",
  STRIPE_CLI_TELEMETRY_OPTOUT: "1",
  STRIPE_NO_AUTO_UPDATE: "1",
};
const run = promisify(execFile);
/** For one event; alone it takes 0.2 s. */
const patienceMs = 25_000;
const lanes = 4;

type Trigger = { event: string; key: string };

/** The events that `stripe trigger` knows. */
export function listTriggers(): string[] {
  const help = execFileSync(process.execPath, [shim, "trigger", "--help"], {
    env,
    encoding: "utf8",
  });
  return [...help.matchAll(/^ {2}([a-z_]+\.[\w.]+)$/gm)].map(([, name = ""]) => name);
}

/** Takes the home away again. */
export function removeHome(): void {
  rmSync(home, { recursive: true, force: true });
}

/** Makes each event happen in the account of its key, several at once. Gives what the CLI said of each. */
export async function triggerAll(
  triggers: readonly Trigger[],
  origin: string,
): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const waiting = [...triggers];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      said.set(next.event, await trigger(next, origin));
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return said;
}

/** What the CLI says, also when it fails. */
async function trigger({ event, key }: Trigger, origin: string): Promise<string> {
  const args = [shim, "trigger", event, "--api-base", origin, "--api-key", key];
  try {
    const { stdout, stderr } = await run(process.execPath, args, { env, timeout: patienceMs });
    return stdout + stderr;
  } catch (error) {
    return String(error);
  }
}
