import { idOf } from "../documents";
import type { Context } from "../endpoint";

/**
 * The same context at the time by which a customer lives: its test clock's, else the account's. What
 * acts on anything of a customer begins with it. An unknown customer lives by the account's time.
 */
export async function atTimeOf<C extends Context>(context: C, customer: string | null): Promise<C> {
  const owner = customer === null ? null : await context.books.find("customer", customer);
  const id = owner === null || owner.deleted === true ? null : idOf(owner.test_clock);
  return id === null ? context : atTimeOfClock(context, id);
}

/** The same context at the time of a test clock. */
export async function atTimeOfClock<C extends Context>(context: C, id: string): Promise<C> {
  const clock = await context.books.find("test_clock", id);
  return clock === null ? context : { ...context, now: clock.frozen_time };
}
