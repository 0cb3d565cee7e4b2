import { insertDeliveries, listEndpointsFor } from "../db/webhook-deliveries";
import { newId } from "../ids";

/** Has an event delivered to every endpoint of its merchant and mode that wants it. Done twice, it does nothing more. */
export async function fanOutEvent(merchantId: string, event: string): Promise<void> {
  const endpoints = await listEndpointsFor(merchantId, event);
  if (endpoints.length === 0) return;
  const pairs = endpoints.map((endpoint) => ({ delivery: newId("webhookDelivery"), endpoint }));
  await insertDeliveries(merchantId, event, pairs);
}
