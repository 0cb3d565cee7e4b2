// vitest's global set-up for the project stripe: `npm run sandbox` on a port of its own, or the real test
// account that scripts/test-stripe.mjs was pointed at.
import type { TestProject } from "vitest/node";
import { type ServerProcess, startServer } from "@/e2e/fixtures/server-process";
import { loadSdkTypes } from "@/scripts/sdk-types/load-sdk-types";

declare module "vitest" {
  interface ProvidedContext {
    /** `realKey` is the key of a real account; null: the sandbox, where every key opens an account. */
    stripeServer: { origin: string; realKey: string | null };
  }
}

let server: ServerProcess | undefined;

export async function setup(project: TestProject) {
  // Once, before every test file reads them.
  await loadSdkTypes();
  const { SUITE_STRIPE_KEY: realKey, SUITE_STRIPE_ORIGIN: origin } = process.env;
  if (realKey && origin) project.provide("stripeServer", { origin, realKey });
  else project.provide("stripeServer", { origin: await startSandbox(), realKey: null });
}

export async function teardown() {
  await server?.stop();
}

async function startSandbox(): Promise<string> {
  const args = ["--import", "tsx", "scripts/sandbox.ts", "--port", "0"];
  server = await startServer(args, {}, (output) => findOrigin(output) !== undefined);
  const origin = findOrigin(server.readOutput());
  if (origin === undefined) throw new Error(`No address in:\n${server.readOutput()}`);
  return origin;
}

function findOrigin(output: string): string | undefined {
  return /^Listening on (http:\S+)$/m.exec(output)?.[1];
}
