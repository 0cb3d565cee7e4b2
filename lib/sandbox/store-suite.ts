import { describe, expect, it } from "vitest";
import type {
  SandboxFilter,
  SandboxRecord,
  SandboxStore,
  SandboxTransaction,
  SandboxWindow,
} from "./store";

/** What every store must do. `makeStore` may give the same database each time: accounts differ. */
export function describeStore(name: string, makeStore: () => SandboxStore): void {
  describe(`sandbox store: ${name}`, () => {
    describeDocuments(makeStore);
    describeLists(makeStore);
    describeTransactions(makeStore);
  });
}

/** A store with an account of its own for each test. */
function openAccount(makeStore: () => SandboxStore) {
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

function describeDocuments(makeStore: () => SandboxStore): void {
  it("gives back what was put, and null for what was not", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("a", { document: '{"id":"a","note":"é €"}' }));
    const found = await inAccount((tx) => tx.get("thing", "a"));
    expect(JSON.parse(found ?? "null")).toEqual({ id: "a", note: "é €" });
    expect(await inAccount((tx) => tx.get("thing", "b"))).toBeNull();
    expect(await inAccount((tx) => tx.get("other", "a"))).toBeNull();
  });

  it("names what is due first", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("a", { dueAt: 50 }), record("b", { dueAt: 40 }), record("c"));
    expect(await inAccount((tx) => tx.nextDue(39))).toBeNull();
    expect(await inAccount((tx) => tx.nextDue(60))).toMatchObject({ id: "b", dueAt: 40 });
    await putAll(record("b", { dueAt: null }));
    expect(await inAccount((tx) => tx.nextDue(60))).toMatchObject({ id: "a" });
  });

  it("forgets what was removed", async () => {
    const { inAccount, putAll, idsOf } = openAccount(makeStore);
    await putAll(record("a", { customer: "x", dueAt: 1 }));
    await inAccount((tx) => tx.remove("thing", "a"));
    expect(await inAccount((tx) => tx.get("thing", "a"))).toBeNull();
    expect((await idsOf({ customer: "x" }, { limit: 9 })).ids).toEqual([]);
    expect(await inAccount((tx) => tx.nextDue(9))).toBeNull();
  });
}

function describeLists(makeStore: () => SandboxStore): void {
  it("lists newest first, by cursors in both directions", async () => {
    const { putAll, idsOf } = openAccount(makeStore);
    await putAll(...["a", "b", "c", "d", "e"].map((id) => record(id)));
    const list = (window: { limit: number; startingAfter?: string; endingBefore?: string }) =>
      idsOf({}, window);
    expect(await list({ limit: 2 })).toEqual({ ids: ["e", "d"], hasMore: true });
    expect(await list({ limit: 2, startingAfter: "d" })).toEqual({
      ids: ["c", "b"],
      hasMore: true,
    });
    expect(await list({ limit: 2, startingAfter: "b" })).toEqual({ ids: ["a"], hasMore: false });
    expect(await list({ limit: 2, endingBefore: "b" })).toEqual({
      ids: ["d", "c"],
      hasMore: true,
    });
    expect(await list({ limit: 9, endingBefore: "e" })).toEqual({ ids: [], hasMore: false });
    expect(await list({ limit: 9, startingAfter: "none" })).toEqual({ ids: [], hasMore: false });
  });

  it("keeps an object's place when it is replaced or changes its customer", async () => {
    const { putAll, idsOf } = openAccount(makeStore);
    await putAll(record("a", { customer: "x" }), record("b", { customer: "x" }));
    await putAll(record("a", { customer: "y", status: "new" }));
    expect((await idsOf({}, { limit: 9 })).ids).toEqual(["b", "a"]);
    expect((await idsOf({ customer: "x" }, { limit: 9 })).ids).toEqual(["b"]);
    expect((await idsOf({ customer: "y" }, { limit: 9 })).ids).toEqual(["a"]);
  });

  it("filters by each column and by a range of time", async () => {
    const { putAll, idsOf } = openAccount(makeStore);
    await putAll(
      record("a", { customer: "x", subscription: "s", product: "p", email: "e", created: 10 }),
      record("b", { customer: "x", status: "on", created: 20 }),
      record("c", { status: "off", created: 30 }),
    );
    const only = async (filter: SandboxFilter) => (await idsOf(filter, { limit: 9 })).ids;
    expect(await only({ customer: "x" })).toEqual(["b", "a"]);
    expect(await only({ subscription: "s" })).toEqual(["a"]);
    expect(await only({ product: "p", email: "e" })).toEqual(["a"]);
    expect(await only({ statuses: ["on", "off"] })).toEqual(["c", "b"]);
    expect(await only({ exceptStatuses: ["off"] })).toEqual(["b", "a"]);
    expect(await only({ created: { gt: 10, lte: 30 } })).toEqual(["c", "b"]);
    expect(await only({ created: { gte: 10, lt: 20 } })).toEqual(["a"]);
  });
}

function describeTransactions(makeStore: () => SandboxStore): void {
  it("leaves nothing behind when the work throws", async () => {
    const { inAccount, putAll, idsOf } = openAccount(makeStore);
    await putAll(record("a", { status: "before" }), record("gone"));
    const failing = inAccount(async (tx) => {
      await tx.put(record("a", { status: "after", customer: "x" }));
      await tx.put(record("b"));
      await tx.remove("thing", "gone");
      await tx.saveReplay("k", { request: "r", status: 200, body: "{}" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect((await idsOf({}, { limit: 9 })).ids).toEqual(["gone", "a"]);
    expect((await idsOf({ statuses: ["before"] }, { limit: 9 })).ids).toEqual(["a"]);
    expect(await inAccount((tx) => tx.findReplay("k"))).toBeNull();
  });

  it("remembers the first answer to a key", async () => {
    const { inAccount } = openAccount(makeStore);
    const replay = { request: "r", status: 402, body: '{"a":1}' };
    await inAccount((tx) => tx.saveReplay("k", replay));
    await inAccount((tx) => tx.saveReplay("k", { ...replay, body: "later" }));
    expect(await inAccount((tx) => tx.findReplay("k"))).toEqual(replay);
  });

  it("runs the transactions of one account one after the other", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("count", { document: '{"id":"count","value":0}' }));
    const increment = () =>
      inAccount(async (tx) => {
        const { value } = JSON.parse((await tx.get("thing", "count")) ?? "{}");
        const document = JSON.stringify({ id: "count", value: value + 1 });
        await tx.put(record("count", { document }));
      });
    await Promise.all(Array.from({ length: 8 }, increment));
    const found = await inAccount((tx) => tx.get("thing", "count"));
    expect(JSON.parse(found ?? "{}").value).toBe(8);
  });

  it("keeps accounts apart and finds one by the beginning of its name", async () => {
    const { store, account, putAll } = openAccount(makeStore);
    await putAll(record("a"));
    const other = `f${account.slice(1)}`;
    expect(await store.transact(`${other}x`, (tx) => tx.get("thing", "a"))).toBeNull();
    expect(await store.findAccount(account.slice(0, 12))).toBe(account);
    expect(await store.findAccount("zzzzzzzzzzzz")).toBeNull();
  });
}

function record(id: string, columns: Partial<SandboxRecord> = {}): SandboxRecord {
  return {
    kind: "thing",
    id,
    created: 0,
    customer: null,
    subscription: null,
    product: null,
    status: null,
    email: null,
    dueAt: null,
    document: JSON.stringify({ id }),
    ...columns,
  };
}
