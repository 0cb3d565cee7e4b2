import { createMemoryStore } from "./memory-store";
import type { SandboxStore, SandboxTransaction } from "./store";

/**
 * Does `fill` with a store whose account becomes that of `store`. While nothing has happened in the account
 * yet, that is a store in memory, and all of it is kept at once in the end (answers to idempotency keys are
 * not): many small transactions cost a database more than what they write.
 */
export async function fillAccount<T>(
  store: SandboxStore,
  account: string,
  fill: (store: SandboxStore) => Promise<T>,
): Promise<T> {
  if (!(await store.transact(account, isUntouched))) return fill(store);
  const draft = createMemoryStore();
  const result = await fill(draft);
  const isKept = await store.transact(account, async (tx) => {
    if (!(await isUntouched(tx))) return false;
    await tx.add(draft.recordsOf(account));
    return true;
  });
  // Somebody else was faster.
  return isKept ? result : fill(store);
}

/** Whatever is done in an account leaves an event. */
async function isUntouched(tx: SandboxTransaction): Promise<boolean> {
  return (await tx.list("event", {}, { limit: 1 })).documents.length === 0;
}
