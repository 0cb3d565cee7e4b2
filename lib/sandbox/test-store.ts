import type {
  SandboxFilter,
  SandboxRecord,
  SandboxStore,
  SandboxTransaction,
  SandboxWindow,
} from "./store";

/** A store with an account of its own for each test. */
export function openAccount(makeStore: () => SandboxStore) {
  const store = makeStore();
  const account = crypto.randomUUID().replaceAll("-", "");
  const inAccount = <T>(work: (tx: SandboxTransaction) => Promise<T>) =>
    store.transact(account, work);
  const putAll = (...records: SandboxRecord[]) =>
    inAccount(async (tx) => {
      for (const each of records) await tx.put(each);
    });
  const idsOf = async (filter: SandboxFilter, window: SandboxWindow) => {
    const page = await inAccount((tx) => tx.list("thing", filter, window));
    const ids = page.documents.map((text) => String(JSON.parse(text).id));
    return { ids, hasMore: page.hasMore };
  };
  return { store, account, inAccount, putAll, idsOf };
}

/** A document of no kind there is, as a store keeps it. */
export function record(id: string, columns: Partial<SandboxRecord> = {}): SandboxRecord {
  return {
    kind: "thing",
    id,
    created: 0,
    customer: null,
    subscription: null,
    product: null,
    status: null,
    email: null,
    parent: null,
    clock: null,
    dueAt: null,
    document: JSON.stringify({ id }),
    ...columns,
  };
}
