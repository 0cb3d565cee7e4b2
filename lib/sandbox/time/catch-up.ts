import type { Books } from "../books";
import { recordEvents } from "../events/record-events";
import { advance } from "./advance";

const maxSteps = 20;

/**
 * Lets time do what is due in an account until `now` (unix seconds), earliest first and among equals the
 * older object first, each step at its own time. Does a bounded number of steps, so that a transaction
 * stays short; gives whether all is done.
 */
export async function catchUp(books: Books, account: string, now: number): Promise<boolean> {
  for (let step = 0; step < maxSteps; step += 1) {
    const record = await books.nextDue(now, null);
    if (record === null) return true;
    // A clock's own due time is no moment of the account's: it advances now.
    const at = record.kind === "test_clock" ? now : (record.dueAt ?? now);
    books.now = at;
    const context = { books, account, now: at };
    await advance(context, record);
    await recordEvents(context, null);
  }
  return (await books.nextDue(now, null)) === null;
}
