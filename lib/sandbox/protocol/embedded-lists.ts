/** Lists of which an object shows the beginning only, by object type: the rest has an address of its own. */
const shortened: Record<string, readonly string[]> = { credit_note: ["lines"], invoice: ["lines"] };
const length = 10;

/** A list as its object shows it. */
export function embed(
  list: { [key: string]: unknown },
  { type, path }: { type: string; path: string },
): { [key: string]: unknown } {
  const { data } = list;
  const isShort = !Array.isArray(data) || data.length <= length;
  if (isShort || list["object"] !== "list") return list;
  const isShortened = Object.hasOwn(shortened, type) && shortened[type]?.includes(path) === true;
  if (!isShortened) return list;
  return { ...list, data: data.slice(0, length), has_more: true };
}
