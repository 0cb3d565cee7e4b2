import type { PortalConfiguration } from "./configuration";
import type { PriceFact, ProductFact, Snapshot } from "./snapshot";
import type { QuantityTerms } from "./view";

type Seen = { readonly configuration: PortalConfiguration; readonly snapshot: Snapshot };

/**
 * How many of what a price is of may be chosen: within the product's own bounds, those of its unit label and those of
 * its tier, all of which hold. Null where the number is fixed, and where they leave no number at all. Billflow's
 * `sb_quantity_enabled` on the product makes it a choice as well as the configuration and the tier do.
 */
export function termsOf(price: PriceFact, seen: Seen): QuantityTerms | null {
  return leavesNumber(price, seen) ? boundsOf(price, seen) : null;
}

/** Whether there is any number of it to be had: not where more are in use than its tier has room for. */
export function leavesNumber(price: PriceFact, seen: Seen): boolean {
  const bounds = boundsOf(price, seen);
  return bounds === null || bounds.maximum === null || bounds.minimum <= bounds.maximum;
}

/** Null where the number is fixed. The bounds may leave none. */
function boundsOf(price: PriceFact, { configuration, snapshot }: Seen): QuantityTerms | null {
  if (price.usageType === "metered") return null;
  const product = snapshot.products.find(({ id }) => id === price.productId);
  const { products } = configuration.features.subscription_update;
  const listed = products.find((entry) => entry.product === price.productId);
  const own = listed?.adjustable_quantity.enabled === true ? listed.adjustable_quantity : null;
  const tier = findTierTerms(price, snapshot);
  const isChoice = own !== null || tier !== null || isTagged(product);
  const label = product?.unitLabel ?? null;
  const { quantity } = configuration.portico;
  const unit = label !== null && Object.hasOwn(quantity, label) ? quantity[label] : undefined;
  const given = [unit, tier, own === null ? null : { ...own, step: 1 }];
  return isChoice ? intersect(given.filter((terms) => terms != null)) : null;
}

/** The possible number that comes nearest to `wanted`: the next one above it, or the last one below. */
export function fitQuantity(wanted: number, { minimum, maximum, step }: QuantityTerms): number {
  const above = minimum + Math.max(0, Math.ceil((wanted - minimum) / step)) * step;
  if (maximum === null || above <= maximum) return above;
  return minimum + Math.floor((maximum - minimum) / step) * step;
}

/** Whether so many may be chosen. */
export function isPossible(quantity: number, { minimum, maximum, step }: QuantityTerms): boolean {
  return (
    quantity >= minimum &&
    (maximum === null || quantity <= maximum) &&
    (quantity - minimum) % step === 0
  );
}

function isTagged(product: ProductFact | undefined): boolean {
  return product?.metadata["sb_quantity_enabled"] === "true";
}

function findTierTerms(price: PriceFact, { service }: Snapshot): QuantityTerms | null {
  const sold = service?.tiers.flatMap(({ products }) => products) ?? [];
  const alike = sold.filter(({ product }) => product === price.productId);
  const found = alike.find(({ prices }) => prices.includes(price.id)) ?? alike[0];
  return found?.quantity ?? null;
}

/**
 * Of several steps the largest counts, begun where it begins itself; the least number is its first one that all the
 * minima permit. Bounds of other steps that do not divide it are the merchant's contradiction: the largest wins.
 */
function intersect(all: readonly QuantityTerms[]): QuantityTerms {
  const [stepped = { minimum: 0, maximum: null, step: 1 }] = all.toSorted(
    (a, b) => b.step - a.step,
  );
  const least = Math.max(0, ...all.map(({ minimum }) => minimum));
  const { step } = stepped;
  const minimum = fitQuantity(least, { ...stepped, maximum: null });
  const maxima = all.flatMap(({ maximum }) => (maximum === null ? [] : [maximum]));
  const maximum = maxima.length === 0 ? null : Math.min(...maxima);
  return { minimum, maximum, step };
}
