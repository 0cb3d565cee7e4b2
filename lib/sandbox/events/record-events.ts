import type Stripe from "stripe";
import { connectionOf, ownIdOf } from "../account-name";
import { asEvent } from "../casts";
import type { Documents } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { apiVersion } from "../protocol/api-version";
import { stripIncludable } from "../protocol/expand";
import { atTimeOfClock } from "../time/at-time-of";
import { difference } from "./difference";
import type { Happening } from "./happening";
import { inOrder } from "./in-order";
import { listSubscribers, planDeliveries, type Subscriber } from "./plan-deliveries";

/** The request that events are of; null: time itself, or a page's visitor, did it. */
export type Cause = { id: string; key: string | null } | null;

/**
 * Keeps an event for each thing that happened in the books since this was last called, and what is to be
 * delivered. Called at the end of each request and each step of time. Gives the new events.
 */
export async function recordEvents(context: Context, cause: Cause): Promise<Stripe.Event[]> {
  const { books, account } = context;
  const happenings = inOrder(await books.takeHappenings());
  if (happenings.length === 0) return [];
  const { own, connected } = await listSubscribers(books);
  const events: Stripe.Event[] = [];
  const deliveries: Documents["webhook_delivery"][] = [];
  for (const happening of happenings) {
    const created = await timeOf(context, happening.object);
    const connectedId = connectedAccountOf(happening, account);
    const subscribers = connectedId === null ? own : connected;
    const of = connectedId ?? connectionOf(account)?.id ?? null;
    const event = eventOf(happening, { account: of, cause, created, subscribers });
    events.push(event);
    deliveries.push(...planDeliveries(subscribers, [event], context));
  }
  await books.add("event", events);
  await books.add("webhook_delivery", deliveries);
  return events;
}

/** The connected account that its platform has changed; null for anything else. */
function connectedAccountOf({ type, object }: Happening, account: string): string | null {
  if (type !== "account.updated" || !("id" in object)) return null;
  return object.id === ownIdOf(account) ? null : String(object.id);
}

/** What lives by a test clock has its events at the clock's time. */
async function timeOf(context: Context, object: object): Promise<number> {
  const clock = "test_clock" in object ? object.test_clock : null;
  return typeof clock === "string" ? (await atTimeOfClock(context, clock)).now : context.now;
}

type Circumstances = {
  /** The connected account, if it is one's. */
  account: string | null;
  cause: Cause;
  created: number;
  subscribers: readonly Subscriber[];
};

function eventOf(
  { type, object, before }: Happening,
  { account, cause, created, subscribers }: Circumstances,
): Stripe.Event {
  const shown = stripIncludable(object);
  const previous = before === undefined ? null : (difference(stripIncludable(before), shown) ?? {});
  return asEvent({
    id: newId("event"),
    object: "event",
    ...(account === null ? {} : { account }),
    api_version: apiVersion,
    created,
    data: { object: shown, ...(previous === null ? {} : { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: subscribers.filter((subscriber) => subscriber.wants(type)).length,
    request: { id: cause?.id ?? null, idempotency_key: cause?.key ?? null },
    type,
  });
}
