/** Runs work in the order it came, one at a time per account; accounts do not wait for each other. */
export type AccountQueue = <T>(account: string, work: () => Promise<T>) => Promise<T>;

export function createAccountQueue(): AccountQueue {
  const tails = new Map<string, Promise<unknown>>();
  return (account, work) => {
    const previous = tails.get(account) ?? Promise.resolve();
    // The next in line waits for the end of this one, however it ends.
    const run = previous.then(work, work);
    const tail = run.then(
      () => undefined,
      () => undefined,
    );
    tails.set(account, tail);
    void tail.then(() => {
      if (tails.get(account) === tail) tails.delete(account);
    });
    return run;
  };
}
