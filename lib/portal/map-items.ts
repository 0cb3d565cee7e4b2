import type { PlanPartView } from "./plan-view";
import type { ItemFact, ProductFact } from "./snapshot";

/** What becomes of one item. `id` null: it is added; `quantity` null: it is metered, or taken away. */
export type ItemChange = {
  readonly id: string | null;
  readonly price: string;
  readonly quantity: number | null;
  readonly deleted: boolean;
};

/** What two things must have in common to be the same thing at another price. */
export type Kind = Pick<PlanPartView, "productId" | "unitLabel" | "metered">;

type Pairs<Part> = ReadonlyMap<Part, ItemFact>;

/**
 * The changes that make `parts` of `items`: paired by product, then by unit label; what is left over is taken away or
 * added. `quantities` are by the key of a part (`quantityKey`); without one a part has its own. `products` tell what
 * the items are counted in.
 */
export function mapItems(
  items: readonly ItemFact[],
  parts: readonly PlanPartView[],
  quantities: Readonly<Record<string, number>>,
  products: readonly ProductFact[],
): ItemChange[] {
  const pairs = pairItems(items, parts, products);
  const kept = new Set(pairs.values());
  return [
    ...parts.map((part) => ({
      id: pairs.get(part)?.id ?? null,
      price: part.priceId,
      quantity: part.metered ? null : (ownQuantity(part, quantities) ?? part.quantity ?? 1),
      deleted: false,
    })),
    ...items
      .filter((item) => !kept.has(item))
      .map(({ id, price }) => ({ id, price: price.id, quantity: null, deleted: true })),
  ];
}

/** By what a quantity is named: the unit label, or the product's id where it has none. */
export function quantityKey({ unitLabel, productId }: Omit<Kind, "metered">): string {
  return unitLabel ?? productId;
}

function ownQuantity(part: Kind, quantities: Readonly<Record<string, number>>) {
  const key = quantityKey(part);
  return Object.hasOwn(quantities, key) ? quantities[key] : undefined;
}

/** Which item each part takes the place of, each item once. What is metered never becomes what is counted. */
export function pairItems<Part extends Kind>(
  items: readonly ItemFact[],
  parts: readonly Part[],
  products: readonly ProductFact[],
): Pairs<Part> {
  const labels = new Map(products.map(({ id, unitLabel }) => [id, unitLabel]));
  const isOnly = items.length === 1 && parts.length === 1;
  const pairs = new Map<Part, ItemFact>();
  const left = new Set(items);
  const ways: ((item: ItemFact, part: Part) => boolean)[] = [
    ({ price }, { productId }) => price.productId === productId,
    ({ price }, { unitLabel }) => (labels.get(price.productId) ?? null) === unitLabel,
    // One thing for one other: a plan for a plan, whatever the two are counted in.
    () => isOnly,
  ];
  for (const isPair of ways) {
    for (const part of parts) {
      if (pairs.has(part)) continue;
      const found = [...left].find((item) => isAlike(item, part) && isPair(item, part));
      if (found === undefined) continue;
      pairs.set(part, found);
      left.delete(found);
    }
  }
  return pairs;
}

function isAlike({ price }: ItemFact, { metered }: Kind): boolean {
  return (price.usageType === "metered") === metered;
}
