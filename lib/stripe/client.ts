import Stripe from "stripe";
import {
  findStripeConnection,
  openConnection,
  type SealedConnection,
  type StripeConnection,
} from "../db/stripe-connections";
import { env } from "../env";
import { PorticoError } from "../errors";
import { once } from "../once";
import { fetchFromSandbox, fillSandbox, isSandboxKey } from "./sandbox";

/** Per try. The SDK's own 80 s would outlive every customer's patience. */
const timeoutMs = 8000;

/**
 * The official SDK for one merchant and mode. Throws `merchant_unavailable` when none is connected or its
 * key does not open. Our own back-off (call.ts) does the retrying, so the SDK's is off.
 */
export async function loadStripe(merchantId: string, livemode: boolean): Promise<Stripe> {
  const connection = await findStripeConnection(merchantId, livemode);
  if (connection === null) {
    throw new PorticoError("merchant_unavailable", { cause: new Error("No Stripe connection.") });
  }
  return clientOf(connection);
}

/** The same for a connection that was read already. Throws `merchant_unavailable` for none, or when it does not open. */
export function openStripe(sealed: SealedConnection | null): Stripe {
  if (sealed !== null) return clientOf(openConnection(sealed));
  throw new PorticoError("merchant_unavailable", { cause: new Error("No Stripe connection.") });
}

function clientOf(connection: StripeConnection): Stripe {
  const clients = once("stripe.clients", () => new Map<string, Stripe>());
  const held = clients.get(connection.secretKey) ?? connect(connection);
  clients.set(connection.secretKey, held);
  return held;
}

function connect({ secretKey }: StripeConnection): Stripe {
  return createStripe(secretKey, env().STRIPE_API_BASE);
}

/** A client for `secretKey`: at `apiBase` when given, in the sandbox for its keys, else at Stripe. */
function createStripe(secretKey: string, apiBase?: string): Stripe {
  const options = { timeout: timeoutMs, maxNetworkRetries: 0, telemetry: false };
  if (apiBase !== undefined) {
    const { hostname, port, protocol } = new URL(apiBase);
    const scheme = protocol === "http:" ? "http" : "https";
    return new Stripe(secretKey, {
      ...options,
      host: hostname,
      protocol: scheme,
      port: port === "" ? (scheme === "http" ? 80 : 443) : Number(port),
    });
  }
  if (isSandboxKey(secretKey)) {
    return new Stripe(secretKey, {
      ...options,
      httpClient: Stripe.createFetchHttpClient(fetchFromSandbox),
    });
  }
  return new Stripe(secretKey, options);
}

/**
 * Does `fill` with clients of an account of the sandbox in this process whose clock (Unix seconds) is the one
 * passed. For sample data.
 */
export function fillStripe<T>(
  secretKey: string,
  fill: (stripeAt: (clock: () => number) => Stripe) => Promise<T>,
): Promise<T> {
  return fillSandbox(secretKey, (fetchAt) =>
    fill((clock) => {
      const httpClient = Stripe.createFetchHttpClient(fetchAt(clock));
      return new Stripe(secretKey, { httpClient, maxNetworkRetries: 0, telemetry: false });
    }),
  );
}
