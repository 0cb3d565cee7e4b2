import { database } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { fanOutEvent } from "@/lib/webhooks/fan-out-event";
import { keepEndpoint } from "@/lib/webhooks/keep-endpoint";
import { type EndpointInput, prepareEndpoint } from "@/lib/webhooks/prepare-endpoint";
import { receiverUrl } from "./receive-webhooks";

type Place = { readonly merchantId: string; readonly livemode: boolean };

export const testCause = {
  actorType: "system",
  actorId: "test",
  request: null,
  replay: null,
} as const;

/** An endpoint that hears everything, unless told otherwise; gives its row and secret. */
export async function makeEndpoint(place: Place, input: EndpointInput = {}) {
  const url = input.url ?? receiverUrl;
  const made = prepareEndpoint(place, { enabled_events: ["*"], ...input, url });
  await keepEndpoint(made.row, testCause);
  return made;
}

/** An event as an action would have left it, nothing delivered yet; gives its id. */
export async function makeEvent(
  { merchantId, livemode }: Place,
  type = "portico.customer.updated",
): Promise<string> {
  const id = newId("event");
  const data = { id: newId("intent"), object: "portico.action", customer: "cus_1" };
  await database().event.create({ data: { id, merchantId, livemode, type, data } });
  return id;
}

/** Fans the event out and gives its deliveries, oldest first. */
export async function fanOut({ merchantId }: Place, event: string) {
  await fanOutEvent(merchantId, event);
  return database().webhookDelivery.findMany({
    where: { eventId: event },
    orderBy: { createdAt: "asc" },
  });
}

/** The jobs that wait for one delivery, with the seconds from their writing until they are due. */
export function listJobs(delivery: string): Promise<{ attempt: number; wait: number | null }[]> {
  return database().$queryRaw`
    SELECT (payload->>'attempt')::int AS attempt, extract(epoch FROM due_at - created_at)::float8 AS wait
    FROM outbox WHERE payload->>'delivery' = ${delivery} ORDER BY id`;
}
