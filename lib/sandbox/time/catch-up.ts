import type { Books } from "../books";
import { advanceSubscription } from "./advance-subscription";

const maxSteps = 20;

/**
 * Lets time do what is due in an account until `now` (unix seconds), earliest first, each step at its
 * own time. Does a bounded number of steps, so that a transaction stays short; gives whether all is done.
 */
export async function catchUp(books: Books, account: string, now: number): Promise<boolean> {
  for (let step = 0; step < maxSteps; step += 1) {
    const record = await books.nextDue(now);
    if (record === null) return true;
    const subscription = await books.find("subscription", record.id);
    if (subscription === null) throw new Error(`Nothing is known of ${record.kind} ${record.id}.`);
    const at = record.dueAt ?? now;
    await advanceSubscription({ books, account, now: at }, subscription);
  }
  return (await books.nextDue(now)) === null;
}
