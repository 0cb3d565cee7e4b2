import type { Found, Shelf } from "./shelves";
import type { SandboxAhead } from "./store";

/** The same shelf, of which some things are known until something is written. */
export async function lookAhead(shelf: Shelf, ahead: SandboxAhead): Promise<Shelf> {
  let found: Found | null = await shelf.find(ahead);
  const { object } = ahead;
  return {
    ...shelf,
    get: (kind, id) => {
      const isKnown = found !== null && object.kind === kind && object.id === id;
      return isKnown ? Promise.resolve(found?.document ?? null) : shelf.get(kind, id);
    },
    list: (kind, filter, window) => {
      const isEmpty = ahead.kind === kind && found?.hasKind === false;
      if (isEmpty) return Promise.resolve({ documents: [], hasMore: false });
      return shelf.list(kind, filter, window);
    },
    nextDue: (now, clock) => {
      const isIdle = found !== null && clock === null && (found.dueAt ?? now + 1) > now;
      return isIdle ? Promise.resolve(null) : shelf.nextDue(now, clock);
    },
    findReplay: (key) =>
      found !== null && ahead.key === key ? Promise.resolve(found.replay) : shelf.findReplay(key),
    write: (writes) => {
      found = null;
      return shelf.write(writes);
    },
  };
}
