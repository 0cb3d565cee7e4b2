import type { Name, Shelf, Writes } from "./shelves";
import type { SandboxRecord, SandboxReplay, SandboxTransaction } from "./store";

type List = SandboxTransaction["list"];

/**
 * A transaction that keeps what is written until a question needs it or `flush` is called, which whoever
 * opened it does at the end. What was listed once is not asked again until its kind changes.
 */
export function openBuffer(shelf: Shelf): SandboxTransaction & { flush: () => Promise<void> } {
  const written = new Map<string, SandboxRecord>();
  const removed = new Map<string, Name>();
  const replays = new Map<string, SandboxReplay>();
  const listings = createListings();
  let writing = Promise.resolve();

  /** Questions wait for it: what is on its way is neither here nor there. */
  function flush(): Promise<void> {
    const writes: Writes = {
      records: [...written.values()],
      removed: [...removed.values()],
      replays: [...replays].map(([key, replay]) => ({ key, ...replay })),
    };
    if (Object.values(writes).every(({ length }) => length === 0)) return writing;
    for (const kept of [written, removed, replays]) kept.clear();
    writing = writing.then(() => shelf.write(writes));
    return writing;
  }

  async function put(record: SandboxRecord): Promise<void> {
    const key = keyOf(record);
    listings.forget(record.kind);
    // What comes back after it was removed is new: it goes to the end of its lists.
    const isBack = removed.has(key);
    if (isBack) await flush();
    written.set(key, record);
  }

  function remove(kind: string, id: string): void {
    const key = keyOf({ kind, id });
    listings.forget(kind);
    written.delete(key);
    removed.set(key, { kind, id });
  }

  function isSettled(kind: string): boolean {
    return [...written.values(), ...removed.values()].every((each) => each.kind !== kind);
  }

  return {
    flush,
    get: async (kind, id) => {
      const key = keyOf({ kind, id });
      if (removed.has(key)) return null;
      const record = written.get(key);
      if (record !== undefined) return record.document;
      await writing;
      return shelf.get(kind, id);
    },
    put,
    add: async (records) => {
      for (const record of records) await put(record);
    },
    remove: async (kind, id) => remove(kind, id),
    list: (kind, filter, window) => {
      const settled = isSettled(kind) ? writing : flush();
      const ask = () => settled.then(() => shelf.list(kind, filter, window));
      return listings.recall(kind, JSON.stringify([filter, window]), ask);
    },
    nextDue: async (now, clock) => {
      await flush();
      return shelf.nextDue(now, clock);
    },
    findReplay: async (key) => replays.get(key) ?? shelf.findReplay(key),
    saveReplay: async (key, replay) => {
      if (!replays.has(key)) replays.set(key, replay);
    },
  };
}

/** What was listed in one transaction, by kind and question. */
function createListings() {
  const kinds = new Map<string, Map<string, ReturnType<List>>>();
  return {
    recall: (kind: string, question: string, ask: () => ReturnType<List>) => {
      const answers = kinds.get(kind) ?? new Map<string, ReturnType<List>>();
      kinds.set(kind, answers);
      const answer = answers.get(question) ?? ask();
      answers.set(question, answer);
      return answer;
    },
    forget: (kind: string) => kinds.delete(kind),
  };
}

function keyOf({ kind, id }: Name): string {
  return `${kind} ${id}`;
}
