import { createAccountQueue } from "./account-queue";
import type {
  SandboxFilter,
  SandboxRange,
  SandboxRecord,
  SandboxReplay,
  SandboxStore,
  SandboxTransaction,
  SandboxWindow,
} from "./store";

type Row = SandboxRecord & { sequence: number };
type Account = {
  rows: Map<string, Row>;
  /** Rows by kind, oldest first, and by kind and customer: what lists walk. */
  kinds: Map<string, Row[]>;
  due: Map<string, Row>;
  replays: Map<string, SandboxReplay>;
  sequence: number;
};
type Undo = () => void;

/** Accounts kept in this process and gone with it. */
export function createMemoryStore(): SandboxStore {
  const accounts = new Map<string, Account>();
  const enqueue = createAccountQueue();
  return {
    transact: (name, work) =>
      enqueue(name, async () => {
        const account = accounts.get(name) ?? openAccount();
        accounts.set(name, account);
        const undos: Undo[] = [];
        try {
          return await work(openTransaction(account, undos));
        } catch (error) {
          for (const undo of undos.reverse()) undo();
          throw error;
        }
      }),
    findAccount: async (prefix) =>
      [...accounts.keys()].find((name) => name.startsWith(prefix)) ?? null,
  };
}

function openAccount(): Account {
  return { rows: new Map(), kinds: new Map(), due: new Map(), replays: new Map(), sequence: 0 };
}

function openTransaction(account: Account, undos: Undo[]): SandboxTransaction {
  return {
    get: async (kind, id) => account.rows.get(keyOf(kind, id))?.document ?? null,
    put: async (record) => {
      const before = account.rows.get(keyOf(record.kind, record.id));
      undos.push(() => (before ? place(account, before) : erase(account, record)));
      if (before === undefined) account.sequence += 1;
      place(account, { ...record, sequence: before?.sequence ?? account.sequence });
    },
    remove: async (kind, id) => {
      const before = account.rows.get(keyOf(kind, id));
      if (before === undefined) return;
      undos.push(() => place(account, before));
      erase(account, before);
    },
    list: async (kind, filter, window) => listRows(account, kind, filter, window),
    nextDue: async (now) => {
      let first: Row | null = null;
      for (const row of account.due.values()) {
        if (isDue(row, now) && (first === null || comesBefore(row, first))) first = row;
      }
      return first;
    },
    findReplay: async (key) => account.replays.get(key) ?? null,
    saveReplay: async (key, replay) => {
      if (account.replays.has(key)) return;
      undos.push(() => account.replays.delete(key));
      account.replays.set(key, replay);
    },
  };
}

function place(account: Account, row: Row): void {
  const key = keyOf(row.kind, row.id);
  const before = account.rows.get(key);
  account.rows.set(key, row);
  if (row.dueAt === null) account.due.delete(key);
  else account.due.set(key, row);
  if (before !== undefined && before.customer !== row.customer) dropFromLists(account, before);
  for (const name of listNames(row)) insertRow(account.kinds, name, row);
}

function erase(account: Account, { kind, id }: { kind: string; id: string }): void {
  const key = keyOf(kind, id);
  const row = account.rows.get(key);
  if (row === undefined) return;
  account.rows.delete(key);
  account.due.delete(key);
  dropFromLists(account, row);
}

function dropFromLists(account: Account, row: Row): void {
  for (const name of listNames(row)) {
    const list = account.kinds.get(name) ?? [];
    const index = positionOf(list, row.sequence);
    if (list[index]?.sequence === row.sequence) list.splice(index, 1);
  }
}

/** A kind's whole list and, for what belongs to a customer, that customer's own. */
function listNames(row: Row): string[] {
  return row.customer === null ? [row.kind] : [row.kind, `${row.kind} ${row.customer}`];
}

function insertRow(lists: Map<string, Row[]>, name: string, row: Row): void {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  const index = positionOf(list, row.sequence);
  const isThere = list[index]?.sequence === row.sequence;
  list.splice(index, isThere ? 1 : 0, row);
}

function positionOf(list: readonly Row[], sequence: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listRows(account: Account, kind: string, filter: SandboxFilter, window: SandboxWindow) {
  const name = filter.customer === undefined ? kind : `${kind} ${filter.customer}`;
  const rows = account.kinds.get(name) ?? [];
  const cursor = window.startingAfter ?? window.endingBefore;
  const edge = cursor === undefined ? null : account.rows.get(keyOf(kind, cursor));
  if (edge === undefined) return { documents: [], hasMore: false };
  const backwards = window.endingBefore !== undefined;
  const found = take(
    rows,
    startOf(rows, edge, backwards),
    backwards ? 1 : -1,
    window.limit + 1,
    filter,
  );
  const page = found.slice(0, window.limit);
  if (backwards) page.reverse();
  return { documents: page.map((row) => row.document), hasMore: found.length > window.limit };
}

function take(
  rows: readonly Row[],
  start: number,
  step: 1 | -1,
  limit: number,
  filter: SandboxFilter,
) {
  const found: Row[] = [];
  for (let index = start; found.length < limit; index += step) {
    const row = rows[index];
    if (row === undefined) break;
    if (matches(row, filter)) found.push(row);
  }
  return found;
}

function startOf(rows: readonly Row[], edge: Row | null, backwards: boolean): number {
  if (edge === null) return rows.length - 1;
  return backwards ? positionOf(rows, edge.sequence + 1) : positionOf(rows, edge.sequence) - 1;
}

function matches(row: Row, filter: SandboxFilter): boolean {
  const status = row.status ?? "";
  return (
    (filter.customer === undefined || row.customer === filter.customer) &&
    (filter.subscription === undefined || row.subscription === filter.subscription) &&
    (filter.product === undefined || row.product === filter.product) &&
    (filter.email === undefined || row.email === filter.email) &&
    (filter.statuses?.includes(status) ?? true) &&
    !(filter.exceptStatuses?.includes(status) ?? false) &&
    isWithin(row.created, filter.created ?? {})
  );
}

function isWithin(time: number, { gt, gte, lt, lte }: SandboxRange): boolean {
  return (
    (gt === undefined || time > gt) &&
    (gte === undefined || time >= gte) &&
    (lt === undefined || time < lt) &&
    (lte === undefined || time <= lte)
  );
}

function isDue(row: Row, now: number): boolean {
  return row.dueAt !== null && row.dueAt <= now;
}

function comesBefore(row: Row, other: Row): boolean {
  const [due, otherDue] = [row.dueAt ?? 0, other.dueAt ?? 0];
  return due === otherDue ? row.sequence < other.sequence : due < otherDue;
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
