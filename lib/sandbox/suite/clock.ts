import { setTimeout as wait } from "node:timers/promises";
import type Stripe from "stripe";

/** A test clock. `now` is its frozen time in unix seconds. */
export type Clock = {
  readonly id: string;
  readonly now: number;
  /** Advances and waits until everything that was due is done. Throws when Stripe could not. */
  advanceTo: (time: number) => Promise<void>;
};

const firstWaitMs = 20;
const longestWaitMs = 2000;
const patienceMs = 180_000;

/** A new test clock, frozen at `at` (unix seconds). */
export async function openClock(stripe: Stripe, at: number): Promise<Clock> {
  const { id } = await stripe.testHelpers.testClocks.create({ frozen_time: at });
  let now = at;
  return {
    id,
    get now() {
      return now;
    },
    advanceTo: async (time) => {
      await stripe.testHelpers.testClocks.advance(id, { frozen_time: time });
      await waitUntilReady(stripe, id);
      now = time;
    },
  };
}

async function waitUntilReady(stripe: Stripe, id: string): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  for (let pauseMs = firstWaitMs; ; pauseMs = Math.min(2 * pauseMs, longestWaitMs)) {
    const { status } = await stripe.testHelpers.testClocks.retrieve(id);
    if (status === "ready") return;
    if (status === "internal_failure") throw new Error(`The test clock ${id} failed to advance.`);
    if (performance.now() > untilMs) throw new Error(`The test clock ${id} is still ${status}.`);
    await wait(pauseMs);
  }
}
