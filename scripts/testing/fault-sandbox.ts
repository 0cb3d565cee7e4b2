import type { Server } from "node:http";
import Stripe from "stripe";
import { afterAll } from "vitest";
import { nowSeconds } from "@/lib/clock";
import { env } from "@/lib/env";
import { accountOf } from "@/lib/sandbox/account-name";
import { createSandbox, type Sandbox } from "@/lib/sandbox/create-sandbox";
import { type Fault, withFaults } from "@/lib/sandbox/faults";
import { createMemoryStore } from "@/lib/sandbox/memory-store";
import { createNodeServer } from "@/lib/sandbox/serve-node";
import { createGate, type Gate } from "./gate";
import { pinEnv, pinOnce } from "./pin-env";

export type Seen = { readonly method: string; readonly path: string; readonly key: string | null };

/** Another answer to the next write, which was carried out nevertheless (then it has the true one) or not. */
type Lie = { readonly isDone: boolean; readonly instead: (truth?: Response) => Response };

/** What goes wrong: one of the sandbox's own faults, or a lie. */
export type Trouble = Partial<Omit<Fault, "account">> | Lie;

/** One merchant's Stripe account, reached by the product over HTTP and by the test directly. */
export type Account = {
  readonly secretKey: string;
  /** The official SDK straight at the account: never counted, never struck by a fault. */
  readonly stripe: Stripe;
  /** The same account as it was `days` ago. */
  readonly stripeAgo: (days: number) => Stripe;
  /** What the product has sent since the last `forget`. */
  readonly seen: readonly Seen[];
  readonly forget: () => void;
  /** The requests among `seen` that could have changed something. */
  readonly writes: () => readonly Seen[];
  readonly arm: (trouble: Trouble) => void;
  readonly disarm: () => void;
  /** While it is closed, no answer leaves; see Gate. */
  readonly gate: Gate;
};

export type FaultSandbox = { readonly openAccount: (secretKey: string) => Account };

type Held = Account & { readonly lies: Lie[]; readonly seen: Seen[] };

/**
 * A sandbox in memory behind a real HTTP server, to which env().STRIPE_API_BASE leads until the test file
 * ends. Each account can be made to fail on its own.
 */
export async function serveFaultSandbox(): Promise<FaultSandbox> {
  const store = createMemoryStore();
  const origin = "http://sandbox.test";
  const faulty = withFaults(createSandbox({ store, clock: nowSeconds, origin }));
  const at = (ago: number) =>
    createSandbox({ store, clock: () => nowSeconds() - ago * 86_400, origin });
  const accounts = new Map<string, Held>();

  async function handle(request: Request): Promise<Response> {
    const account = accounts.get(request.headers.get("authorization") ?? "");
    if (account === undefined) throw new Error("Nobody opened this account.");
    const { pathname } = new URL(request.url);
    const key = request.headers.get("idempotency-key");
    const seen = { method: request.method, path: pathname, key };
    account.seen.push(seen);
    const lie = isWriting(seen) ? account.lies.shift() : undefined;
    if (lie?.isDone === false) return lie.instead();
    const answer = await faulty.handle(request);
    await account.gate.pass();
    return lie?.instead(answer) ?? answer;
  }

  await lead(createNodeServer(handle));
  return {
    openAccount: (secretKey) => {
      const seen: Seen[] = [];
      const lies: Lie[] = [];
      const account: Held = {
        secretKey,
        stripe: connect(secretKey, at(0)),
        stripeAgo: (days) => connect(secretKey, at(days)),
        seen,
        lies,
        forget: () => void seen.splice(0),
        writes: () => seen.filter(isWriting),
        arm: (trouble) => {
          if ("instead" in trouble) lies.push(trouble);
          else faulty.arm({ ...plainFault, ...trouble, account: accountOf(secretKey) });
        },
        disarm: () => {
          lies.splice(0);
          faulty.disarm();
        },
        gate: createGate(),
      };
      accounts.set(`Bearer ${secretKey}`, account);
      return account;
    },
  };
}

const plainFault: Omit<Fault, "account"> = {
  method: "POST",
  pathPrefix: "/v1/",
  times: 1,
  kind: "status-before",
  status: 500,
  code: "",
  delayMs: 0,
  retryAfter: 0,
};

function isWriting({ method, path }: Pick<Seen, "method" | "path">): boolean {
  return method !== "GET" && path !== "/v1/invoices/create_preview";
}

function connect(secretKey: string, sandbox: Sandbox): Stripe {
  const fetchSandbox: typeof fetch = (input, init) => sandbox.handle(new Request(input, init));
  const httpClient = Stripe.createFetchHttpClient(fetchSandbox);
  return new Stripe(secretKey, { httpClient, maxNetworkRetries: 0, telemetry: false });
}

/** Sends every merchant's Stripe client to `server`. */
async function lead(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  const before = env();
  pinEnv({ ...before, STRIPE_API_BASE: `http://127.0.0.1:${address.port}` });
  afterAll(async () => {
    pinOnce("env", before);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
}
