import { matches } from "./matches";
import type { SandboxFilter, SandboxRecord, SandboxTransaction, SandboxWindow } from "./store";

// More than a preview ever looks through, and no more than every store can take.
const everything = 1_000_000;

/** What was written, by id; null: removed. */
type Written = Map<string, SandboxRecord | null>;

/**
 * A transaction that reads what another one reads and keeps what is written to itself: whatever is done in
 * it has not happened. What is due, and answers to idempotency keys, are no part of it.
 */
export function openScratch(tx: SandboxTransaction): SandboxTransaction {
  const kinds = new Map<string, Written>();
  const write = (kind: string, id: string, record: SandboxRecord | null) => {
    const written: Written = kinds.get(kind) ?? new Map();
    kinds.set(kind, written.set(id, record));
  };
  const put = (record: SandboxRecord) => write(record.kind, record.id, record);
  return {
    get: async (kind, id) => {
      const record = kinds.get(kind)?.get(id);
      return record === undefined ? tx.get(kind, id) : (record?.document ?? null);
    },
    put: async (record) => put(record),
    add: async (records) => {
      for (const record of records) put(record);
    },
    remove: async (kind, id) => write(kind, id, null),
    list: async (kind, filter, window) => {
      const written = kinds.get(kind);
      if (written === undefined) return tx.list(kind, filter, window);
      const { documents } = await tx.list(kind, filter, { limit: everything });
      return pageOf(withWritten(documents, written, filter), window);
    },
    nextDue: async () => null,
    findReplay: async () => null,
    saveReplay: async () => undefined,
  };
}

/** A list, newest first, as it is after what was written: new documents first, changed ones in place. */
function withWritten(
  documents: readonly string[],
  written: Written,
  filter: SandboxFilter,
): [string, string][] {
  const kept = new Map(documents.map((text) => [idIn(text), text]));
  const fresh: [string, string][] = [];
  for (const [id, record] of written) {
    if (record === null || !matches(record, filter)) kept.delete(id);
    else if (kept.has(id)) kept.set(id, record.document);
    else fresh.unshift([id, record.document]);
  }
  return [...fresh, ...kept];
}

function pageOf(rows: readonly [string, string][], window: SandboxWindow) {
  const { startingAfter, endingBefore, limit } = window;
  const cursor = startingAfter ?? endingBefore;
  const at = rows.findIndex(([id]) => id === cursor);
  if (cursor !== undefined && at < 0) return { documents: [], hasMore: false };
  const open = endingBefore === undefined ? rows.slice(at + 1) : rows.slice(0, at);
  const page = endingBefore === undefined ? open.slice(0, limit) : open.slice(-limit);
  return { documents: page.map(([, text]) => text), hasMore: open.length > limit };
}

function idIn(document: string): string {
  const { id }: { id: string } = JSON.parse(document);
  return id;
}
