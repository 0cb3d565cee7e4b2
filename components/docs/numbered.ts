/** Items that never change their order, each with its place as a key. */
export function numbered<T>(items: readonly T[]): { readonly item: T; readonly key: string }[] {
  return items.map((item, place) => ({ item, key: String(place) }));
}
