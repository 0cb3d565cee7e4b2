import { nowSeconds } from "../clock";
import { database } from "../db/client";
import { createDatabaseShelves } from "../db/sandbox-store";
import { env } from "../env";
import { log } from "../log";
import { once } from "../once";
import { accountOf } from "../sandbox/account-name";
import { createBufferedStore } from "../sandbox/buffered-store";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox";
import { fillAccount } from "../sandbox/fill-account";
import type { SandboxStore } from "../sandbox/store";

/** Keys that begin so open an account of the sandbox inside this process, never Stripe's. */
export const sandboxKeyPrefix = "sk_test_sandbox";

/** Whether a key opens an account of the sandbox in this process. */
export function isSandboxKey(secretKey: string): boolean {
  return secretKey.startsWith(sandboxKeyPrefix);
}

/** The sandbox of this process, its state in our own database. */
function sandbox(): Sandbox {
  return once("sandbox", () =>
    createSandbox({
      store: databaseStore(),
      clock: nowSeconds,
      origin: env().APP_URL,
      onError: reportFault,
    }),
  );
}

function databaseStore(): SandboxStore {
  return createBufferedStore(createDatabaseShelves(database()));
}

function reportFault(err: unknown): void {
  log().error({ err }, "the sandbox failed");
}

/**
 * Does `fill` with the same account whose clock is elsewhere: how sample customers come by their history.
 * While nobody has used the account yet, what is done is kept all at once in the end, or not at all.
 */
export function fillSandbox<T>(
  secretKey: string,
  fill: (fetchAt: (clock: () => number) => typeof fetch) => Promise<T>,
): Promise<T> {
  const { APP_URL: origin } = env();
  return fillAccount(databaseStore(), accountOf(secretKey), (store) =>
    fill((clock) => {
      const past = createSandbox({ store, clock, origin, onError: reportFault });
      return (input, init) => past.handle(new Request(input, init));
    }),
  );
}

/** A fetch that never leaves the process: the SDK speaks HTTP to the sandbox. */
export function fetchFromSandbox(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return sandbox().handle(new Request(input, init));
}

/** Serves the sandbox's own pages: hosted invoices and their PDFs. */
export function handleSandboxPage(request: Request): Promise<Response> {
  return sandbox().handle(request);
}

/**
 * Moves the account of a sandbox key `seconds` into the future; what falls due on the way is done. Gives the
 * account's time (unix seconds); by 0 seconds it only tells it.
 */
export function moveSandboxTime(secretKey: string, seconds: number): Promise<number> {
  return sandbox().advanceAccount(secretKey, seconds);
}

/** The next payment asked of a customer of the sandbox will be declined. */
export function declineNextPayment(secretKey: string, customer: string): Promise<void> {
  return sandbox().declineNext(secretKey, customer);
}
