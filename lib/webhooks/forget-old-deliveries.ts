import { deleteTakenOutbox } from "../db/outbox";
import { deleteOldDeliveries } from "../db/webhook-deliveries";

const [deliveriesKept, handedOverKept] = [30 * 86_400, 7 * 86_400];

/** Forgets deliveries that came to their end 30 days ago, and work that was handed to the queue a week ago. */
export async function forgetOldDeliveries(): Promise<void> {
  await deleteOldDeliveries(deliveriesKept);
  await deleteTakenOutbox(handedOverKept);
}
