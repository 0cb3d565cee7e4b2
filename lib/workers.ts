import { reconcileIntents } from "./actions/reconcile-intent";
import { env } from "./env";
import { log } from "./log";
import { once } from "./once";

const reconcileEveryMs = 10_000;

/** Begins what happens between requests. Checks the environment first: a bad one stops the start. */
export function startWorkers(): void {
  env();
  once("workers", () => setInterval(runRound, reconcileEveryMs).unref());
  runRound();
}

/** One round at a time: a slow one is not overtaken by the next. */
async function runRound(): Promise<void> {
  const round = once("workers.round", () => ({ running: false }));
  if (round.running) return;
  round.running = true;
  try {
    await reconcileIntents();
  } catch (error) {
    log().warn({ err: error }, "reconciling failed");
  } finally {
    round.running = false;
  }
}
