import { resolve } from "node:path";
import { answersOk, type ServerProcess, startServer } from "@/e2e/fixtures/server-process";
import { nextStartArguments } from "@/scripts/start/next-arguments.mjs";
import { findFreePort } from "@/scripts/testing/free-port";

export type Served = ServerProcess & { readonly origin: string };

/** Serves a built Next app on a free port. `folder` is where its .next is, `path` what tells it is up. */
export async function serveApp(
  folder: string,
  path: string,
  env: Record<string, string> = {},
): Promise<Served> {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const [flag = "", next = "", ...rest] = nextStartArguments("127.0.0.1", port);
  const own = { NODE_ENV: "production", PORT: String(port), APP_URL: origin };
  const server = await startServer(
    [flag, resolve(next), ...rest.slice(0, 1), folder, ...rest.slice(1)],
    { ...own, ...env },
    () => answersOk(`${origin}${path}`),
  );
  return { ...server, origin };
}

/** `npm run sandbox` on a free port. */
export async function serveSandbox(): Promise<Served> {
  const port = await findFreePort();
  const args = ["--import", "tsx", "scripts/sandbox.ts", "--port", String(port)];
  const server = await startServer(args, {}, (output) => output.includes("Listening on"));
  return { ...server, origin: `http://127.0.0.1:${port}` };
}
