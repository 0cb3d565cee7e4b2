import { nowSeconds } from "../clock";
import { database } from "../db/client";
import { createDatabaseStore } from "../db/sandbox-store";
import { env } from "../env";
import { log } from "../log";
import { once } from "../once";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox";

/** Keys that begin so open an account of the sandbox inside this process, never Stripe's. */
export const sandboxKeyPrefix = "sk_test_sandbox";

/** The sandbox of this process, its state in our own database. */
function sandbox(): Sandbox {
  return once("sandbox", () =>
    createSandbox({
      store: createDatabaseStore(database()),
      clock: nowSeconds,
      origin: env().APP_URL,
      onError: reportFault,
    }),
  );
}

function reportFault(err: unknown): void {
  log().error({ err }, "the sandbox failed");
}

/** The same account with its clock elsewhere: how sample customers come by their history. */
export function fetchFromSandboxAt(clock: () => number): typeof fetch {
  const { APP_URL: origin } = env();
  const store = createDatabaseStore(database());
  const past = createSandbox({ store, clock, origin, onError: reportFault });
  return (input, init) => past.handle(new Request(input, init));
}

/** A fetch that never leaves the process: the SDK speaks HTTP to the sandbox. */
export function fetchFromSandbox(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return sandbox().handle(new Request(input, init));
}

/** Serves the sandbox's own pages: hosted invoices and their PDFs. */
export function handleSandboxPage(request: Request): Promise<Response> {
  return sandbox().handle(request);
}
