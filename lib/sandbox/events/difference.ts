type Bag = { [key: string]: unknown };

/**
 * What `after` changed, with the old values, as Stripe's `previous_attributes` has it: of hashes only the
 * changed keys, of lists the whole old list, null for what was not there. Null when nothing changed.
 */
export function difference(before: object, after: object): Bag | null {
  const [old, fresh]: [Bag, Bag] = [{ ...before }, { ...after }];
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  const changes = [...names].flatMap((name): [string, unknown][] => {
    const change = compare(ownOf(old, name), ownOf(fresh, name));
    return change === undefined ? [] : [[name, change.was]];
  });
  return changes.length === 0 ? null : Object.fromEntries(changes);
}

/** Metadata may have a key that every object inherits, e.g. "constructor". */
function ownOf(bag: Bag, name: string): unknown {
  return Object.hasOwn(bag, name) ? bag[name] : undefined;
}

function compare(before: unknown, after: unknown): { was: unknown } | undefined {
  if (before === after) return undefined;
  if (isBag(before) && isBag(after)) {
    const was = difference(before, after);
    return was === null ? undefined : { was };
  }
  if (Array.isArray(before) && Array.isArray(after) && areEqual(before, after)) return undefined;
  return (before ?? null) === (after ?? null) ? undefined : { was: before ?? null };
}

function areEqual(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before.length === after.length &&
    before.every((value, index) => compare(value, after[index]) === undefined)
  );
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
