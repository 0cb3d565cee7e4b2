/** One place in which two documents differ. `null` stands for what is not there too. */
export type Difference = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** Where two values of plain JSON differ, down to the smallest part; lists of texts and numbers are compared whole. */
export function findDifferences(before: unknown, after: unknown, path = ""): Difference[] {
  if (isHash(before) && isHash(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      findDifferences(own(before, key), own(after, key), path === "" ? key : `${path}.${key}`),
    );
  }
  if (isListOfHashes(before) && isListOfHashes(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, at) => at);
    return places.flatMap((at) => findDifferences(before[at], after[at], `${path}[${at}]`));
  }
  return isSame(before, after) ? [] : [{ path, before: before ?? null, after: after ?? null }];
}

type Hash = Readonly<Record<string, unknown>>;

function isHash(value: unknown): value is Hash {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfHashes(value: unknown): value is readonly Hash[] {
  return Array.isArray(value) && value.every(isHash);
}

function own(hash: Hash, key: string): unknown {
  return Object.hasOwn(hash, key) ? hash[key] : undefined;
}

/** Of plain JSON, whatever the order of its keys: the database has its own. */
function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((item, at) => isSame(item, after[at]));
  }
  if (isHash(before) && isHash(after)) return findDifferences(before, after).length === 0;
  return (before ?? null) === (after ?? null);
}
