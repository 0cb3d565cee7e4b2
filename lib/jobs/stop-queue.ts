import { startedQueue } from "./start-queue";

const patienceMs = 10_000;

/** Begins nothing more and waits, at most 10 s, for what runs; what does not come to its end is done again later. */
export async function stopQueue(): Promise<void> {
  const { jobs, timer, state } = startedQueue({});
  clearInterval(timer);
  let patience: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, patienceMs).unref();
  });
  await Promise.race([Promise.resolve(state.round).then(jobs.settled), over]);
  clearTimeout(patience);
  await jobs.close();
}
