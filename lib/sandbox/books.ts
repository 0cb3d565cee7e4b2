import type Stripe from "stripe";
import type { Documents, Kind } from "./documents";
import type { Happening } from "./events/happening";
import { isTold, tell } from "./events/tell";
import { recordOf } from "./record-of";
import { refresh } from "./refresh";
import { openScratch } from "./scratch-transaction";
import type { SandboxFilter, SandboxRecord, SandboxTransaction, SandboxWindow } from "./store";

/** A changed document: its text before the first change (null: there was none), and what it makes known. */
type Change = { before: string | null; happenings: () => Promise<Happening[]> };

export type Page<T> = { data: T[]; hasMore: boolean };

/** One account's objects within one transaction, typed by kind. */
export class Books {
  readonly origin: string;
  /** The account's time in unix seconds; each step of time sets its own. */
  now = 0;
  readonly #tx: SandboxTransaction;
  readonly #announced: Happening[] = [];
  readonly #texts = new Map<string, Promise<string | null>>();
  readonly #changes = new Map<string, Change>();

  /** `origin` begins the addresses of invoice pages. */
  constructor(tx: SandboxTransaction, origin: string) {
    this.#tx = tx;
    this.origin = origin;
  }

  /** The same books to try something in: what is written to them has not happened. */
  scratch(): Books {
    const books = new Books(openScratch(this.#tx), this.origin);
    books.now = this.now;
    return books;
  }

  async find<K extends Kind>(kind: K, id: string): Promise<Documents[K] | null> {
    const key = `${kind} ${id}`;
    const reading = this.#texts.get(key) ?? this.#tx.get(kind, id);
    this.#texts.set(key, reading);
    const text = await reading;
    return text === null ? null : this.#open(kind, text);
  }

  async put<K extends Kind>(kind: K, document: Documents[K]): Promise<void> {
    const record = await this.#recordOf(kind, document);
    await this.#note(kind, document.id, document);
    this.#texts.set(`${kind} ${document.id}`, Promise.resolve(record.document));
    await this.#tx.put(record);
  }

  /** What lives by a test clock is written at the clock's time. */
  async #recordOf<K extends Kind>(kind: K, document: Documents[K]): Promise<SandboxRecord> {
    const record = recordOf(kind, document, this.now);
    const clock = record.clock === null ? null : await this.find("test_clock", record.clock);
    return clock === null ? record : recordOf(kind, document, clock.frozen_time);
  }

  /** Puts what is new for certain, all at once; nothing is told of it. */
  async add<K extends Kind>(kind: K, documents: readonly Documents[K][]): Promise<void> {
    await this.#tx.add(documents.map((document) => recordOf(kind, document, this.now)));
  }

  async remove(kind: Kind, id: string): Promise<void> {
    await this.#note(kind, id, null);
    this.#texts.set(`${kind} ${id}`, Promise.resolve(null));
    await this.#tx.remove(kind, id);
  }

  /** Says that a new document took the place of one that was removed: told as one that changed. */
  async succeed<K extends Kind>(kind: K, removed: string, id: string): Promise<void> {
    const old = this.#changes.get(`${kind} ${removed}`);
    const after = await this.find(kind, id);
    if (old === undefined || after === null) return;
    this.#changes.delete(`${kind} ${removed}`);
    this.#changes.set(`${kind} ${id}`, this.#changeOf(kind, old.before, after));
  }

  /** The record of one clock (null: of none) that time changes first, if at `now` there is one. */
  nextDue(now: number, clock: string | null): Promise<SandboxRecord | null> {
    return this.#tx.nextDue(now, clock);
  }

  /** Says that something happened which no change of a document shows, e.g. invoice.upcoming. */
  announce(type: Stripe.Event["type"], subject: object): void {
    this.#announced.push({ type, object: subject });
  }

  /** What has happened since this was last asked: each document counts as changed once. */
  async takeHappenings(): Promise<Happening[]> {
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    const told: Happening[] = [];
    for (const change of changes) told.push(...(await change.happenings()));
    return [...told, ...this.#announced.splice(0)];
  }

  async #note<K extends Kind>(kind: K, id: string, after: Documents[K] | null): Promise<void> {
    if (!isTold(kind)) return;
    const key = `${kind} ${id}`;
    // What nobody has read is new: nothing is changed or removed unread.
    const known = this.#changes.get(key);
    const before = known === undefined ? ((await this.#texts.get(key)) ?? null) : known.before;
    this.#changes.set(key, this.#changeOf(kind, before, after));
  }

  #changeOf<K extends Kind>(kind: K, before: string | null, after: Documents[K] | null): Change {
    const open = (text: string) => refresh<K>(kind, JSON.parse(text), this);
    const happenings = async () => tell(kind, before === null ? null : await open(before), after);
    return { before, happenings };
  }

  /** One window, newest first; `only` narrows further than the store can. */
  async list<K extends Kind>(
    kind: K,
    filter: SandboxFilter,
    window: SandboxWindow,
    only?: (document: Documents[K]) => boolean,
  ): Promise<Page<Documents[K]>> {
    if (only !== undefined) return this.#sift(kind, filter, window, only);
    const page = await this.#tx.list(kind, filter, window);
    const data = await Promise.all(
      page.documents.map((text) => this.#open(kind, text, { isListed: true })),
    );
    return { data, hasMore: page.hasMore };
  }

  /** Everything a filter finds. Only for what belongs to one customer, parent or clock. */
  async all<K extends Kind>(
    kind: K,
    filter: SandboxFilter & ({ customer: string } | { parent: string } | { clock: string }),
  ): Promise<Documents[K][]> {
    const window = { limit: Number.MAX_SAFE_INTEGER };
    return (await this.#sift(kind, filter, window, () => true)).data;
  }

  async #sift<K extends Kind>(
    kind: K,
    filter: SandboxFilter,
    window: SandboxWindow,
    only: (document: Documents[K]) => boolean,
  ): Promise<Page<Documents[K]>> {
    const backwards = window.endingBefore !== undefined;
    const found: Documents[K][] = [];
    let cursor: SandboxWindow = { ...window, limit: 100 };
    for (;;) {
      const page = await this.list(kind, filter, cursor);
      // Backwards, the page nearest to the cursor comes first; each runs newest first.
      const nearestFirst = backwards ? page.data.toReversed() : page.data;
      found.push(...nearestFirst.filter(only));
      const edge = nearestFirst.at(-1)?.id;
      if (!page.hasMore || edge === undefined || found.length > window.limit) break;
      cursor = { limit: 100, [backwards ? "endingBefore" : "startingAfter"]: edge };
    }
    const data = found.slice(0, window.limit);
    return { data: backwards ? data.reverse() : data, hasMore: found.length > window.limit };
  }

  async #open<K extends Kind>(
    kind: K,
    text: string,
    { isListed = false }: { isListed?: boolean } = {},
  ): Promise<Documents[K]> {
    const document: Documents[K] = JSON.parse(text);
    const key = `${kind} ${document.id}`;
    if (isListed && !this.#texts.has(key)) this.#texts.set(key, Promise.resolve(text));
    return refresh(kind, document, this);
  }
}
