import type Stripe from "stripe";
import { connectionOf } from "./account-name";
import { Books } from "./books";
import type { Context } from "./endpoint";
import { listSubscribers, planDeliveries } from "./events/plan-deliveries";
import { type Cause, recordEvents } from "./events/record-events";
import type { SandboxStore, SandboxTransaction } from "./store";
import { catchUp } from "./time/catch-up";

export type World = { store: SandboxStore; clock: () => number; origin: string };

/** Who comes, and why. */
export type Entry = { account: string; cause: Cause; connected?: Stripe.Account | null };

/**
 * Runs `work` in one transaction of an account, after time has done what was due (which may take several),
 * and keeps the events of what it did. Throws what `work` throws; then nothing is kept.
 */
export async function enterAccount<T>(
  world: World,
  entry: Entry,
  work: (context: Context, tx: SandboxTransaction) => Promise<T>,
): Promise<{ result: T; now: number }> {
  const ahead = {
    object: { kind: "account_time", id: "offset" },
    kind: "webhook_endpoint",
    key: entry.cause?.key ?? null,
  };
  const once = (tx: SandboxTransaction) => attempt(world, entry, tx, work);
  for (;;) {
    const entered = await world.store.transact(entry.account, once, ahead);
    if (entered === null) continue;
    await tellPlatform(world, entry.account, entered.events);
    return entered;
  }
}

/** Null: not all that was due is done yet. */
async function attempt<T>(
  { clock, origin }: World,
  { account, cause, connected }: Entry,
  tx: SandboxTransaction,
  work: (context: Context, tx: SandboxTransaction) => Promise<T>,
) {
  const books = new Books(tx, origin);
  const now = clock() + ((await books.find("account_time", "offset"))?.seconds ?? 0);
  if (!(await catchUp(books, account, now))) return null;
  books.now = now;
  const context = { books, now, account };
  if (connected) await copyAccount(context, connected);
  const result = await work(context, tx);
  const events = await recordEvents(context, cause);
  return { result, now, events };
}

/** A connected account's books have a copy of what its platform knows of it; nothing is told of that. */
async function copyAccount({ books }: Context, connected: Stripe.Account): Promise<void> {
  const copy = await books.find("account", connected.id);
  if (JSON.stringify(copy) === JSON.stringify(connected)) return;
  await books.put("account", connected);
  await books.takeHappenings();
}

/** Events of connected accounts go to the platform's endpoints that asked for them (`connect`). */
async function tellPlatform(
  { store, origin }: World,
  account: string,
  events: readonly Stripe.Event[],
): Promise<void> {
  const connection = connectionOf(account);
  if (connection === null || events.length === 0) return;
  await store.transact(connection.platform, async (tx) => {
    const books = new Books(tx, origin);
    const { connected } = await listSubscribers(books);
    await books.add("webhook_delivery", planDeliveries(connected, events, { account }));
  });
}
