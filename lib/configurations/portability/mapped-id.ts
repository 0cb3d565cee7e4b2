import { createHash } from "node:crypto";

/**
 * The id under which the object `id` of one mode stands in the other: always the same one, so that what was promoted
 * before is found again without anything being remembered. Prefix kept, 24 characters.
 */
export function mappedId(id: string): string {
  const prefix = id.slice(0, id.indexOf("_"));
  const hash = createHash("sha256").update(`portico promotion ${id}`).digest("hex");
  return `${prefix}_${hash.slice(0, 24)}`;
}

/**
 * What `id` of an export is called where it is applied: its own id, the one it was promoted under, or the one that
 * was promoted to it. For what is not there yet, its own id, unless the merchant's other mode has that already.
 */
export function pairId(
  id: string,
  { here, elsewhere }: { here: ReadonlySet<string>; elsewhere: ReadonlySet<string> },
): { readonly id: string; readonly isNew: boolean } {
  const promoted = mappedId(id);
  if (here.has(id)) return { id, isNew: false };
  if (here.has(promoted)) return { id: promoted, isNew: false };
  const source = [...here].find((one) => mappedId(one) === id);
  if (source !== undefined) return { id: source, isNew: false };
  return { id: elsewhere.has(id) ? promoted : id, isNew: true };
}
