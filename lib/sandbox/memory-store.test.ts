import { createBufferedStore } from "./buffered-store";
import { createMemoryStore } from "./memory-store";
import type { Found, SandboxShelves, Shelf } from "./shelves";
import type { SandboxAhead, SandboxTransaction } from "./store";
import { describeStore } from "./store-suite";

describeStore("memory", createMemoryStore);
describeStore("memory, written to in one go", () => createBufferedStore(createShelves()));

function createShelves(): SandboxShelves {
  const { transact, findAccount } = createMemoryStore();
  return { findAccount, transact: (account, work) => transact(account, (tx) => work(shelfOf(tx))) };
}

function shelfOf(tx: SandboxTransaction): Shelf {
  return {
    ...tx,
    find: (ahead) => find(tx, ahead),
    write: async ({ records, removed, replays }) => {
      for (const { kind, id } of removed) await tx.remove(kind, id);
      await tx.add(records);
      for (const { key, ...replay } of replays) await tx.saveReplay(key, replay);
    },
  };
}

async function find(tx: SandboxTransaction, ahead: SandboxAhead): Promise<Found> {
  const { object, kind, key } = ahead;
  return {
    document: await tx.get(object.kind, object.id),
    hasKind: (await tx.list(kind, {}, { limit: 1 })).documents.length > 0,
    dueAt: (await tx.nextDue(Number.MAX_SAFE_INTEGER, null))?.dueAt ?? null,
    replay: key === null ? null : await tx.findReplay(key),
  };
}
