type Hash = Readonly<Record<string, unknown>>;

/** What of `value` is not as in `usual`, to any depth; lists are told whole. Null when nothing differs. Plain JSON. */
export function differenceFrom(usual: Hash, value: Hash): Hash | null {
  const told = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const before = Object.hasOwn(usual, key) ? usual[key] : undefined;
    if (isHash(item) && isHash(before)) {
      const inside = differenceFrom(before, item);
      return inside === null ? [] : [[key, inside]];
    }
    return JSON.stringify(before) === JSON.stringify(item) ? [] : [[key, item]];
  });
  return told.length === 0 ? null : Object.fromEntries(told);
}

function isHash(value: unknown): value is Hash {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
