import type {
  SandboxAhead,
  SandboxRecord,
  SandboxReplay,
  SandboxStore,
  SandboxTransaction,
} from "./store";

export type Name = { kind: string; id: string };

export type Writes = {
  /** Written in this order; what is there already keeps its place in lists. */
  records: SandboxRecord[];
  /** None of them is among the records. */
  removed: Name[];
  /** The first answer to a key stays. */
  replays: (SandboxReplay & { key: string })[];
};

/** What was found of what a transaction will ask for certain. */
export type Found = {
  document: string | null;
  hasKind: boolean;
  /** When anything that lives by the account's own time is due first. */
  dueAt: number | null;
  replay: SandboxReplay | null;
};

/** A transaction of a store that is slow to ask: it takes everything written in one go. */
export type Shelf = Pick<SandboxTransaction, "get" | "list" | "nextDue" | "findReplay"> & {
  find: (ahead: SandboxAhead) => Promise<Found>;
  write: (writes: Writes) => Promise<void>;
};

/** Where accounts live that are slow to ask, e.g. a database; transactions are a store's. */
export type SandboxShelves = Pick<SandboxStore, "findAccount"> & {
  transact: <T>(account: string, work: (shelf: Shelf) => Promise<T>) => Promise<T>;
};
