import { describe, expect, it } from "vitest";
import type { SandboxFilter, SandboxStore } from "./store";
import { openAccount, record } from "./test-store";

/** What every store must do. `makeStore` may give the same database each time: accounts differ. */
export function describeStore(name: string, makeStore: () => SandboxStore): void {
  describe(`sandbox store: ${name}`, () => {
    describeDocuments(makeStore);
    describeLists(makeStore);
    describeTransactions(makeStore);
    describeReadingOwnWrites(makeStore);
    describeKnowingAhead(makeStore);
  });
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

  it("adds several new ones in their order", async () => {
    const { inAccount, idsOf } = openAccount(makeStore);
    await inAccount((tx) => tx.add([record("a"), record("b"), record("c", { customer: "x" })]));
    expect((await idsOf({}, { limit: 9 })).ids).toEqual(["c", "b", "a"]);
    expect((await idsOf({ customer: "x" }, { limit: 9 })).ids).toEqual(["c"]);
    await inAccount((tx) => tx.add([]));
  });

  it("names what is due first", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("a", { dueAt: 50 }), record("b", { dueAt: 40 }), record("c"));
    expect(await inAccount((tx) => tx.nextDue(39, null))).toBeNull();
    expect(await inAccount((tx) => tx.nextDue(60, null))).toMatchObject({ id: "b", dueAt: 40 });
    await putAll(record("b", { dueAt: null }));
    expect(await inAccount((tx) => tx.nextDue(60, null))).toMatchObject({ id: "a" });
  });

  it("keeps what lives by a test clock apart from what lives by the account's time", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("a", { dueAt: 1, clock: "fast" }), record("b", { dueAt: 2 }));
    expect(await inAccount((tx) => tx.nextDue(9, null))).toMatchObject({ id: "b", clock: null });
    expect(await inAccount((tx) => tx.nextDue(9, "fast"))).toMatchObject({ id: "a" });
    expect(await inAccount((tx) => tx.nextDue(9, "slow"))).toBeNull();
  });

  it("forgets what was removed", async () => {
    const { inAccount, putAll, idsOf } = openAccount(makeStore);
    await putAll(record("a", { customer: "x", dueAt: 1 }));
    await inAccount((tx) => tx.remove("thing", "a"));
    expect(await inAccount((tx) => tx.get("thing", "a"))).toBeNull();
    expect((await idsOf({ customer: "x" }, { limit: 9 })).ids).toEqual([]);
    expect(await inAccount((tx) => tx.nextDue(9, null))).toBeNull();
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

const everything = { limit: 9 };

function idsIn({ documents }: { documents: string[] }): string[] {
  return documents.map((text) => String(JSON.parse(text).id));
}

function describeReadingOwnWrites(makeStore: () => SandboxStore): void {
  it("finds, lists and has due what the same transaction has written", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("old", { customer: "x", dueAt: 9 }), record("other", { customer: "x" }));
    await inAccount(async (tx) => {
      const ofX = async () => idsIn(await tx.list("thing", { customer: "x" }, everything));
      expect(await ofX()).toEqual(["other", "old"]);
      await tx.add([record("new", { customer: "x", dueAt: 5 })]);
      expect(await ofX()).toEqual(["new", "other", "old"]);
      expect(await tx.nextDue(9, null)).toMatchObject({ id: "new" });
      await tx.put(record("new", { customer: "y", document: '{"id":"new","note":"later"}' }));
      await tx.remove("thing", "other");
      expect(JSON.parse((await tx.get("thing", "new")) ?? "{}")).toMatchObject({ note: "later" });
      expect(await tx.get("thing", "other")).toBeNull();
      expect(await ofX()).toEqual(["old"]);
      expect(await tx.nextDue(9, null)).toMatchObject({ id: "old" });
    });
    expect(await inAccount((tx) => tx.get("thing", "other"))).toBeNull();
  });

  it("puts what comes back after it was removed at the end", async () => {
    const { inAccount, putAll, idsOf } = openAccount(makeStore);
    await putAll(record("a"), record("b"));
    await inAccount(async (tx) => {
      await tx.remove("thing", "a");
      await tx.put(record("a"));
      await tx.put(record("c"));
      await tx.put(record("b", { status: "changed" }));
      await tx.remove("thing", "c");
    });
    expect((await idsOf({}, everything)).ids).toEqual(["a", "b"]);
  });

  it("gives one answer to questions that are asked at the same time", async () => {
    const { inAccount, putAll } = openAccount(makeStore);
    await putAll(record("a", { customer: "x" }));
    const answers = await inAccount(async (tx) => {
      await tx.put(record("b", { customer: "x" }));
      return Promise.all([
        tx.list("thing", { customer: "x" }, everything),
        tx.get("thing", "b"),
        tx.list("thing", { customer: "x" }, everything),
        tx.list("thing", {}, { limit: 1 }),
      ]);
    });
    const [first, found, second, newest] = answers;
    expect(idsIn(first)).toEqual(["b", "a"]);
    expect(second).toEqual(first);
    expect(JSON.parse(found ?? "{}")).toEqual({ id: "b" });
    expect({ ids: idsIn(newest), hasMore: newest.hasMore }).toEqual({ ids: ["b"], hasMore: true });
  });

  it("keeps many at once, and their order", async () => {
    const { inAccount, idsOf } = openAccount(makeStore);
    const ids = Array.from({ length: 2500 }, (_, index) => `n${index}`);
    await inAccount((tx) => tx.add(ids.map((id) => record(id))));
    expect((await idsOf({}, { limit: 5000 })).ids).toEqual(ids.toReversed());
  });
}

function describeKnowingAhead(makeStore: () => SandboxStore): void {
  const replay = { request: "r", status: 200, body: "{}" };
  const ahead = { object: { kind: "thing", id: "a" }, kind: "rare", key: "k" };

  it("answers the same whether or not it knew what would be asked", async () => {
    const { store, account, putAll } = openAccount(makeStore);
    const ask = () =>
      store.transact(
        account,
        async (tx) => [
          await tx.get("thing", "a"),
          (await tx.list("rare", {}, everything)).documents,
          (await tx.nextDue(9, null))?.id,
          await tx.findReplay("k"),
        ],
        ahead,
      );
    expect(await ask()).toEqual([null, [], undefined, null]);
    await putAll(record("b", { dueAt: 10 }), record("c", { dueAt: 1, clock: "fast" }));
    expect(await ask()).toEqual([null, [], undefined, null]);
    await putAll(record("a", { dueAt: 9 }), record("r", { kind: "rare" }));
    await store.transact(account, (tx) => tx.saveReplay("k", replay));
    const [found, rare, due, kept] = await ask();
    expect([JSON.parse(String(found)), due, kept]).toEqual([{ id: "a" }, "a", replay]);
    expect(rare).toHaveLength(1);
    const other = { ...ahead, key: "other" };
    expect(await store.transact(account, (tx) => tx.findReplay("other"), other)).toBeNull();
  });

  it("forgets what it knew when it is overtaken", async () => {
    const { store, account } = openAccount(makeStore);
    await store.transact(
      account,
      async (tx) => {
        await tx.put(record("a", { dueAt: 9 }));
        await tx.put(record("r", { kind: "rare" }));
        await tx.saveReplay("k", replay);
        expect(await tx.get("thing", "a")).not.toBeNull();
        expect(idsIn(await tx.list("rare", {}, everything))).toEqual(["r"]);
        expect(await tx.nextDue(9, null)).toMatchObject({ id: "a" });
        expect(await tx.findReplay("k")).toEqual(replay);
      },
      ahead,
    );
  });
}
