import { type Documents, type Kind, recordOf } from "./documents";
import { refreshers } from "./refresh";
import type { SandboxFilter, SandboxRecord, SandboxTransaction, SandboxWindow } from "./store";

export type Page<T> = { data: T[]; hasMore: boolean };

/** One account's objects within one transaction, typed by kind. */
export class Books {
  readonly origin: string;
  readonly #tx: SandboxTransaction;
  readonly #texts = new Map<string, Promise<string | null>>();

  /** `origin` begins the addresses of invoice pages. */
  constructor(tx: SandboxTransaction, origin: string) {
    this.#tx = tx;
    this.origin = origin;
  }

  async find<K extends Kind>(kind: K, id: string): Promise<Documents[K] | null> {
    const key = `${kind} ${id}`;
    const reading = this.#texts.get(key) ?? this.#tx.get(kind, id);
    this.#texts.set(key, reading);
    const text = await reading;
    return text === null ? null : this.#open(kind, text);
  }

  async put<K extends Kind>(kind: K, document: Documents[K]): Promise<void> {
    const record = recordOf(kind, document);
    this.#texts.set(`${kind} ${document.id}`, Promise.resolve(record.document));
    await this.#tx.put(record);
  }

  async remove(kind: Kind, id: string): Promise<void> {
    this.#texts.delete(`${kind} ${id}`);
    await this.#tx.remove(kind, id);
  }

  /** The record that time changes first, if at `now` (unix seconds) there is one. */
  nextDue(now: number): Promise<SandboxRecord | null> {
    return this.#tx.nextDue(now);
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
    const data = await Promise.all(page.documents.map((text) => this.#open(kind, text)));
    return { data, hasMore: page.hasMore };
  }

  /** Everything a filter finds. Only for what belongs to one customer. */
  async all<K extends Kind>(
    kind: K,
    filter: SandboxFilter & { customer: string },
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

  async #open<K extends Kind>(kind: K, text: string): Promise<Documents[K]> {
    const document: Documents[K] = JSON.parse(text);
    return refreshers[kind](document, this);
  }
}
