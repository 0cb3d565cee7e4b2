/**
 * One object of one sandbox account. `document` is the object as JSON text; the other fields repeat
 * what lists filter by, so that no list reads a whole account. Times are unix seconds.
 */
export type SandboxRecord = {
  kind: string;
  id: string;
  created: number;
  customer: string | null;
  subscription: string | null;
  product: string | null;
  status: string | null;
  email: string | null;
  /** What this object hangs on beside customer, subscription and product, e.g. a refund's charge. */
  parent: string | null;
  /** The test clock whose time this object lives by; null: the account's own. */
  clock: string | null;
  /** When time itself changes this object (renewal, end of trial); null: never. */
  dueAt: number | null;
  document: string;
};

/** Everything given must hold. `created` bounds are unix seconds. */
export type SandboxFilter = {
  customer?: string | undefined;
  subscription?: string | undefined;
  product?: string | undefined;
  email?: string | undefined;
  parent?: string | undefined;
  clock?: string | undefined;
  statuses?: readonly string[] | undefined;
  exceptStatuses?: readonly string[] | undefined;
  created?: SandboxRange | undefined;
};

export type SandboxRange = {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
};

/** A window over a list that runs newest first. At most one of the two cursors, each an id of that kind. */
export type SandboxWindow = {
  limit: number;
  startingAfter?: string | undefined;
  endingBefore?: string | undefined;
};

/** The first answer to an idempotency key; `request` is a fingerprint of what was asked. */
export type SandboxReplay = { request: string; status: number; body: string };

export type SandboxTransaction = {
  /** The document, or null. */
  get: (kind: string, id: string) => Promise<string | null>;
  /** Inserts, or replaces and keeps the place in lists. */
  put: (record: SandboxRecord) => Promise<void>;
  /** Inserts what is not there yet, in this order. */
  add: (records: readonly SandboxRecord[]) => Promise<void>;
  remove: (kind: string, id: string) => Promise<void>;
  /** Documents newest first, at most `limit`. An unknown cursor gives an empty list. */
  list: (
    kind: string,
    filter: SandboxFilter,
    window: SandboxWindow,
  ) => Promise<{ documents: string[]; hasMore: boolean }>;
  /** The record that is due first at `now` (unix seconds) among those of one clock; null: of none. */
  nextDue: (now: number, clock: string | null) => Promise<SandboxRecord | null>;
  findReplay: (key: string) => Promise<SandboxReplay | null>;
  /** Keeps the first answer to a key; later ones are not kept. */
  saveReplay: (key: string, replay: SandboxReplay) => Promise<void>;
};

/** What a transaction will ask for certain: a store that is slow to ask may find it all at once. */
export type SandboxAhead = {
  /** It will get this object. */
  object: { kind: string; id: string };
  /** It will list this kind, of which there may be none. */
  kind: string;
  /** It will look for the answer to this idempotency key, unless it is null. */
  key: string | null;
};

/** Where sandbox accounts live. An account is the SHA-256 (hex) of the secret key that opens it. */
export type SandboxStore = {
  /**
   * Runs `work` as one transaction: transactions of one account follow each other, and one that
   * throws leaves nothing behind. Inside, only the transaction may be awaited.
   */
  transact: <T>(
    account: string,
    work: (tx: SandboxTransaction) => Promise<T>,
    ahead?: SandboxAhead,
  ) => Promise<T>;
  /** The account whose name begins so, or null. Invoice pages know only the beginning. */
  findAccount: (prefix: string) => Promise<string | null>;
};
