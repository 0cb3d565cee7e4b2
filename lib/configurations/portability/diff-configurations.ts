import { type Difference, findDifferences } from "./find-differences";
import type { PortableConfiguration, PortableFeedbackOption } from "./portable";

type Change = "created" | "updated" | "deactivated" | "unchanged";

export type ObjectDiff = {
  readonly id: string;
  /** What the document calls it. */
  readonly source: string;
  readonly change: Change;
  readonly differences: readonly Difference[];
};

type Comparable = PortableConfiguration | PortableFeedbackOption;

/** What is wanted, already under the ids of where it is to be. */
export type Wanted<T extends Comparable> = { readonly source: string; readonly value: T };

/**
 * What would change, object by object, in the order of what is wanted. What is there and not wanted stays as it is,
 * but for a default that another takes the place of: it is told last.
 */
export function diffConfigurations(
  current: readonly PortableConfiguration[],
  wanted: readonly Wanted<PortableConfiguration>[],
): ObjectDiff[] {
  const isNamed = (id: string) => wanted.some(({ value }) => value.id === id);
  const isMoved = wanted.some(({ value }) => value.is_default);
  const replaced = isMoved ? current.filter((one) => one.is_default && !isNamed(one.id)) : [];
  return diffObjects(current, [
    ...wanted,
    ...replaced.map((one) => ({ source: one.id, value: { ...one, is_default: false } })),
  ]);
}

/** The same for objects that have no default among them. */
export function diffObjects<T extends Comparable>(
  current: readonly T[],
  wanted: readonly Wanted<T>[],
): ObjectDiff[] {
  return wanted.map(({ source, value }) => {
    const held = current.find(({ id }) => id === value.id);
    const differences = findDifferences(withoutId(held), withoutId(value));
    return { id: value.id, source, change: changeOf(held, value, differences), differences };
  });
}

function withoutId(value: Comparable | undefined): object {
  if (value === undefined) return {};
  const { id: _id, ...rest } = value;
  return rest;
}

function changeOf(
  held: Comparable | undefined,
  value: Comparable,
  differences: readonly Difference[],
): Change {
  if (held === undefined) return "created";
  if (differences.length === 0) return "unchanged";
  return held.active && !value.active ? "deactivated" : "updated";
}
