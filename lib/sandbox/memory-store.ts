import { createAccountQueue } from "./account-queue";
import { matches } from "./matches";
import type {
  SandboxFilter,
  SandboxRecord,
  SandboxReplay,
  SandboxStore,
  SandboxTransaction,
  SandboxWindow,
} from "./store";

type Row = SandboxRecord & { sequence: number };
type Account = {
  rows: Map<string, Row>;
  /** Rows by kind, oldest first, and by kind and customer, parent or subscription: what lists walk. */
  kinds: Map<string, Row[]>;
  /** By clock, what is due first at the head: asked at every request, so never searched through. */
  due: Map<string | null, Row[]>;
  replays: Map<string, SandboxReplay>;
  sequence: number;
};
type Undo = () => void;

/** `recordsOf`: all that an account holds, oldest first. */
type MemoryStore = SandboxStore & { recordsOf: (account: string) => SandboxRecord[] };

/** Accounts kept in this process and gone with it. */
export function createMemoryStore(): MemoryStore {
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
    recordsOf: (name) =>
      [...(accounts.get(name)?.rows.values() ?? [])]
        .sort((one, other) => one.sequence - other.sequence)
        .map(({ sequence: _sequence, ...record }) => record),
  };
}

function openAccount(): Account {
  return { rows: new Map(), kinds: new Map(), due: new Map(), replays: new Map(), sequence: 0 };
}

function openTransaction(account: Account, undos: Undo[]): SandboxTransaction {
  return {
    get: async (kind, id) => account.rows.get(keyOf(kind, id))?.document ?? null,
    put: async (record) => put(account, undos, record),
    add: async (records) => {
      for (const record of records) put(account, undos, record);
    },
    remove: async (kind, id) => {
      const before = account.rows.get(keyOf(kind, id));
      if (before === undefined) return;
      undos.push(() => place(account, before));
      erase(account, before);
    },
    list: async (kind, filter, window) => listRows(account, kind, filter, window),
    nextDue: async (now, clock) => {
      const first = account.due.get(clock)?.[0];
      return first !== undefined && isDue(first, now) ? first : null;
    },
    findReplay: async (key) => account.replays.get(key) ?? null,
    saveReplay: async (key, replay) => {
      if (account.replays.has(key)) return;
      undos.push(() => account.replays.delete(key));
      account.replays.set(key, replay);
    },
  };
}

function put(account: Account, undos: Undo[], record: SandboxRecord): void {
  const before = account.rows.get(keyOf(record.kind, record.id));
  undos.push(() => (before ? place(account, before) : erase(account, record)));
  if (before === undefined) account.sequence += 1;
  place(account, { ...record, sequence: before?.sequence ?? account.sequence });
}

function place(account: Account, row: Row): void {
  const key = keyOf(row.kind, row.id);
  const before = account.rows.get(key);
  account.rows.set(key, row);
  if (before !== undefined) dropFromDue(account, before);
  addToDue(account, row);
  if (before !== undefined && hasMoved(before, row)) dropFromLists(account, before);
  for (const name of listNames(row)) insertRow(account.kinds, name, row);
}

function hasMoved(before: Row, after: Row): boolean {
  return (
    before.customer !== after.customer ||
    before.parent !== after.parent ||
    before.subscription !== after.subscription
  );
}

function erase(account: Account, { kind, id }: { kind: string; id: string }): void {
  const key = keyOf(kind, id);
  const row = account.rows.get(key);
  if (row === undefined) return;
  account.rows.delete(key);
  dropFromDue(account, row);
  dropFromLists(account, row);
}

function addToDue(account: Account, row: Row): void {
  if (row.dueAt === null) return;
  const list = account.due.get(row.clock) ?? [];
  account.due.set(row.clock, list);
  list.splice(duePositionOf(list, row), 0, row);
}

function dropFromDue(account: Account, row: Row): void {
  if (row.dueAt === null) return;
  const list = account.due.get(row.clock) ?? [];
  list.splice(duePositionOf(list, row), 1);
}

function dropFromLists(account: Account, row: Row): void {
  for (const name of listNames(row)) {
    const list = account.kinds.get(name) ?? [];
    const index = positionOf(list, row.sequence);
    if (list[index]?.sequence === row.sequence) list.splice(index, 1);
  }
}

/** A kind's whole list and those of the customer, parent and subscription it belongs to. */
function listNames(row: Row): string[] {
  return [
    row.kind,
    ...(row.customer === null ? [] : [customerList(row.kind, row.customer)]),
    ...(row.parent === null ? [] : [parentList(row.kind, row.parent)]),
    ...(row.subscription === null ? [] : [subscriptionList(row.kind, row.subscription)]),
  ];
}

function customerList(kind: string, customer: string): string {
  return `${kind} of customer ${customer}`;
}

function subscriptionList(kind: string, subscription: string): string {
  return `${kind} of subscription ${subscription}`;
}

function parentList(kind: string, parent: string): string {
  return `${kind} of ${parent}`;
}

/** The shortest list that holds everything a filter can find. */
function listFor(kind: string, { parent, customer, subscription }: SandboxFilter): string {
  if (subscription !== undefined) return subscriptionList(kind, subscription);
  if (parent !== undefined) return parentList(kind, parent);
  return customer === undefined ? kind : customerList(kind, customer);
}

function insertRow(lists: Map<string, Row[]>, name: string, row: Row): void {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  // What is new belongs at the end, whose place need not be searched.
  if ((list.at(-1)?.sequence ?? 0) < row.sequence) return void list.push(row);
  const index = positionOf(list, row.sequence);
  const isThere = list[index]?.sequence === row.sequence;
  list.splice(index, isThere ? 1 : 0, row);
}

function positionOf(list: readonly Row[], sequence: number): number {
  return firstPosition(list, (row) => row.sequence >= sequence);
}

function duePositionOf(list: readonly Row[], row: Row): number {
  return firstPosition(list, (other) => !comesBefore(other, row));
}

/** Where a list begins to be as asked; everything after it must be so too. */
function firstPosition(list: readonly Row[], isReached: (row: Row) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = list[middle];
    if (row === undefined || isReached(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function listRows(account: Account, kind: string, filter: SandboxFilter, window: SandboxWindow) {
  const rows = account.kinds.get(listFor(kind, filter)) ?? [];
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
