import { createHmac } from "node:crypto";
import { connectionOf } from "../account-name";
import { Books } from "../books";
import type { Documents } from "../documents";
import type { SandboxStore } from "../store";

export type Delivery = {
  /** Sends one request; rejecting and any status but 2xx count as not delivered. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Seconds to wait after each failed attempt; after the last one nothing more is tried. */
  retryAfter?: readonly number[];
  /** How long an endpoint may take to answer. */
  timeoutMs?: number;
};

/** Stripe's test mode: three more attempts within a few hours. */
const defaultRetries = [10, 600, 7200];
const defaultTimeoutMs = 10_000;
const maxAtOnce = 20;

type Parcel = Documents["webhook_delivery"] & { url: string; secret: string };
type Office = { store: SandboxStore; clock: () => number };

/**
 * Delivers events to webhook endpoints, always after the transaction that made them: `call` says that an
 * account may have some. Failed ones are tried again later. Never throws and never holds a request up.
 */
export function createCourier(
  office: Office,
  delivery: Delivery,
  onError: (error: unknown) => void,
): { call: (account: string) => void } {
  const rounds = new Map<string, Promise<void>>();

  function call(account: string): void {
    // Endpoints are the platform's, also for what happens in connected accounts.
    for (const owner of new Set([account, connectionOf(account)?.platform ?? account])) {
      const before = rounds.get(owner) ?? Promise.resolve();
      const round = before.then(() => makeRound(owner)).catch(onError);
      rounds.set(owner, round);
    }
  }

  async function makeRound(account: string): Promise<void> {
    const parcels = await collect(office, account);
    const outcomes = await Promise.all(
      parcels.map(async (parcel) => ({ parcel, isTaken: await send(office, delivery, parcel) })),
    );
    for (const { parcel, isTaken } of outcomes) {
      await settle(office, delivery, account, parcel, isTaken);
      const wait = isTaken ? undefined : retriesOf(delivery)[parcel.attempts];
      if (wait !== undefined) setTimeout(() => call(account), wait * 1000).unref();
    }
    if (parcels.length === maxAtOnce) call(account);
  }

  return { call };
}

function retriesOf({ retryAfter = defaultRetries }: Delivery): readonly number[] {
  return retryAfter;
}

/** What is due now, with where it goes. */
function collect({ store, clock }: Office, account: string): Promise<Parcel[]> {
  return store.transact(account, async (tx) => {
    const books = new Books(tx, "");
    const due = { statuses: ["pending"], created: { lte: clock() } };
    const { data } = await books.list("webhook_delivery", due, { limit: maxAtOnce });
    const parcels: Parcel[] = [];
    for (const waiting of data.reverse()) {
      const endpoint = await books.find("webhook_endpoint", waiting.endpoint);
      const secret = (await books.find("webhook_key", waiting.endpoint))?.secret;
      if (endpoint === null || endpoint.status !== "enabled" || secret === undefined) {
        await books.remove("webhook_delivery", waiting.id);
      } else parcels.push({ ...waiting, url: endpoint.url, secret });
    }
    return parcels;
  });
}

async function send(
  { clock }: Office,
  { fetch, timeoutMs = defaultTimeoutMs }: Delivery,
  { url, secret, payload }: Parcel,
): Promise<boolean> {
  const time = clock();
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": sign(payload, secret, time),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body: payload,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Unreachable, slow or broken: the endpoint has not taken it, and it is tried again.
    return false;
  }
}

/** `t=…,v1=…`: HMAC-SHA256 of "time.payload" (https://docs.stripe.com/webhooks/signature). */
function sign(payload: string, secret: string, time: number): string {
  const mac = createHmac("sha256", secret).update(`${time}.${payload}`).digest("hex");
  return `t=${time},v1=${mac}`;
}

async function settle(
  { store, clock }: Office,
  delivery: Delivery,
  account: string,
  { url: _url, secret: _secret, ...waiting }: Parcel,
  isTaken: boolean,
): Promise<void> {
  const wait = retriesOf(delivery)[waiting.attempts];
  await store.transact(account, async (tx) => {
    const books = new Books(tx, "");
    if (isTaken) return books.remove("webhook_delivery", waiting.id);
    const attempts = waiting.attempts + 1;
    const next = wait === undefined ? ("failed" as const) : ("pending" as const);
    const at = clock() + Math.ceil(wait ?? 0);
    await books.put("webhook_delivery", { ...waiting, attempts, at, status: next });
  });
  if (isTaken) await markTaken(store, waiting);
}

function markTaken(store: SandboxStore, { books: name, event: id }: Documents["webhook_delivery"]) {
  return store.transact(name, async (tx) => {
    const books = new Books(tx, "");
    const event = await books.find("event", id);
    if (event === null) return;
    const pending = Math.max(0, event.pending_webhooks - 1);
    await books.put("event", { ...event, pending_webhooks: pending });
  });
}
