import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { findFreePort } from "./free-port";
import { type Account, chooseAccount, findBinaries } from "./postgres-binaries";

export type Postgres = {
  /** A connection URL of the superuser on the database `postgres`. */
  readonly url: string;
  /** Makes an empty database, or a copy of `template`; gives its connection URL. */
  readonly createDatabase: (name: string, template?: string) => Promise<string>;
  /** Everything the server wrote to its log since it began. */
  readonly readLog: () => string;
  readonly stop: () => Promise<void>;
};

const readyLine = "database system is ready to accept connections";
const quickAndLoose = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * A real PostgreSQL on a free port, its data in a temporary folder that goes with it. Without `durable` it
 * does not wait for the disk, which only tests can afford. Throws when it cannot start.
 */
export async function startPostgres(
  options: { durable?: boolean; settings?: string[] } = {},
): Promise<Postgres> {
  const scratch = mkdtempSync(join(tmpdir(), "portico-postgres-"));
  const account = chooseAccount();
  const password = randomBytes(12).toString("hex");
  const port = await findFreePort();
  const bin = findBinaries(scratch, account);
  initialise(bin, scratch, password, account);
  const settings = [...(options.durable ? [] : quickAndLoose), ...(options.settings ?? [])];
  const child = spawn(
    join(bin, "postgres"),
    ["-D", join(scratch, "data"), "-p", String(port), "-h", "127.0.0.1", "-k", ""].concat(
      settings.flatMap((setting) => ["-c", setting]),
    ),
    { ...account, cwd: scratch, stdio: ["ignore", "ignore", "pipe"], env: plainEnvironment() },
  );
  const readLog = await waitUntilReady(child);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const killNow = () => child.kill("SIGQUIT");
  process.once("exit", killNow);
  return {
    url,
    readLog,
    createDatabase: (name, template) => createDatabase(url, name, template),
    stop: async () => {
      process.off("exit", killNow);
      await endProcess(child);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function initialise(bin: string, scratch: string, password: string, account: Account): void {
  const passwordFile = join(scratch, "password");
  const data = join(scratch, "data");
  writeFileSync(passwordFile, password);
  mkdirSync(data);
  chmodSync(scratch, 0o711);
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const path of [passwordFile, data]) chownSync(path, account.uid, account.gid);
  }
  execFileSync(
    join(bin, "initdb"),
    [
      `--pgdata=${data}`,
      `--pwfile=${passwordFile}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...account, cwd: scratch, stdio: "pipe", env: plainEnvironment() },
  );
}

/** Messages in English whatever the machine speaks: we wait for one of them. */
function plainEnvironment() {
  return { ...process.env, LC_ALL: "C" };
}

function waitUntilReady(child: ChildProcess): Promise<() => string> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      log += chunk;
      if (chunk.includes(readyLine) || log.includes(readyLine)) resolve(() => log);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`PostgreSQL could not start:\n${log}`)));
  });
}

async function createDatabase(url: string, name: string, template = "template0"): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const quote = (text: string) => client.escapeIdentifier(text);
    await client.query(`CREATE DATABASE ${quote(name)} TEMPLATE ${quote(template)}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}
