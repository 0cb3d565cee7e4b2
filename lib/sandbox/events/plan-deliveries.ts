import type Stripe from "stripe";
import type { Books } from "../books";
import type { Documents } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";

/** An enabled webhook endpoint. */
export type Subscriber = { id: string; wants: (type: string) => boolean };

/** Stripe allows sixteen endpoints per account. */
export const maxEndpoints = 16;

/** The enabled endpoints: those that hear of the account's own events, and of its connected accounts'. */
export async function listSubscribers(books: Books) {
  const window = { limit: 2 * maxEndpoints };
  const { data } = await books.list("webhook_endpoint", { statuses: ["enabled"] }, window);
  const subscribers: { own: Subscriber[]; connected: Subscriber[] } = { own: [], connected: [] };
  for (const { id, enabled_events: enabled } of data) {
    const isConnect = (await books.find("webhook_key", id))?.isConnect === true;
    const wants = (type: string) => enabled.includes("*") || enabled.includes(type);
    subscribers[isConnect ? "connected" : "own"].push({ id, wants });
  }
  return subscribers;
}

/** What is to be delivered of these events, due at once. */
export function planDeliveries(
  subscribers: readonly Subscriber[],
  events: readonly Stripe.Event[],
  { account }: Pick<Context, "account">,
): Documents["webhook_delivery"][] {
  return events.flatMap((event) =>
    subscribers
      .filter((subscriber) => subscriber.wants(event.type))
      .map((subscriber) => ({
        id: newId("webhook_delivery"),
        endpoint: subscriber.id,
        event: event.id,
        books: account,
        payload: JSON.stringify(event),
        attempts: 0,
        at: 0,
        status: "pending" as const,
      })),
  );
}
