import { findHeldTier, type HeldTier } from "./held-tier";
import { pairItems } from "./map-items";
import { sameInterval } from "./money";
import { fitsCurrency, viewPart } from "./plan-parts";
import { leavesNumber } from "./quantity-terms";
import type { Facts } from "./rules/rule";
import { baseFirst, isMeteredRole, type Service, type Tier, type TierProduct } from "./service";
import type { PriceFact, ProductFact, SubscriptionFact } from "./snapshot";
import type { PlanPriceView, PlanView } from "./view";

type Seen = Pick<Facts, "configuration" | "snapshot">;

/** A tier at one interval and currency: one price for each of its products, the base first. */
type Combination = readonly { readonly price: PriceFact; readonly product: ProductFact }[];

/**
 * A service's tiers as plans: one choice for each of the base product's prices on sale for which all the other
 * products have one of the same interval and currency. What is held now is there too, at whatever price.
 */
export function listTiers(
  service: Service,
  seen: Seen,
  subscription: SubscriptionFact | null,
): PlanView[] {
  const held = subscription === null ? null : findHeldTier(service, subscription);
  return service.tiers.flatMap((tier) =>
    tier.products.length === 0
      ? viewLink(tier)
      : viewTier(tier, { held: held?.tier === tier ? held : null, subscription }, seen),
  );
}

/** A tier that is bought elsewhere. */
function viewLink({ name, description, features, highlighted, link }: Tier): PlanView[] {
  if (link === null) return [];
  const plan = { id: name, name, description, features, highlighted, link };
  return [{ ...plan, productId: null, unitLabel: null, prices: [] }];
}

type Held = { readonly held: HeldTier | null; readonly subscription: SubscriptionFact | null };

function viewTier(tier: Tier, by: Held, seen: Seen): PlanView[] {
  const combinations = combine(tier, by, seen);
  const product = combinations[0]?.[0]?.product;
  if (product === undefined) return [];
  return [
    {
      id: tier.name,
      productId: product.id,
      name: tier.name,
      description: tier.description ?? product.description,
      features: tier.features.length > 0 ? tier.features : product.features,
      unitLabel: product.unitLabel,
      highlighted: tier.highlighted,
      link: tier.link,
      prices: combinations.flatMap((one) => viewCombination(one, by, seen)),
    },
  ];
}

/** What is held stands in the place of the same base price: its id names the whole of it. */
function combine(tier: Tier, { held, subscription }: Held, seen: Seen): Combination[] {
  const [base, ...others] = baseFirst(tier);
  if (base === undefined) return [];
  const current =
    held === null
      ? null
      : withProducts(
          held.items.map(({ price }) => price),
          seen,
        );
  const heldId = current?.[0]?.price.id;
  const offered = findPrices(base, seen)
    .filter((price) => fitsCurrency(price, subscription, seen) && isChoosable(price, seen))
    .filter(({ id }) => id !== heldId)
    .flatMap((price) => {
      const whole = complete(price, others, seen);
      return whole === null ? [] : [whole];
    });
  return current === null ? offered : [current, ...offered];
}

/** The base's price with one for each of the others; null where one of them is not to be had. */
function complete(
  price: PriceFact,
  others: readonly TierProduct[],
  seen: Seen,
): Combination | null {
  const rest = others.map((other) =>
    findPrices(other, seen).find((one) => isBilledWith(one, price)),
  );
  const found = [price, ...rest].filter((one) => one !== undefined);
  const combination = withProducts(found, seen);
  const isWhole = combination?.length === others.length + 1;
  const isOnSale = ({ product, price: one }: Combination[number]) =>
    product.active && leavesNumber(one, seen);
  return isWhole && combination.every(isOnSale) ? combination : null;
}

function findPrices({ prices, product, role }: TierProduct, { snapshot }: Seen): PriceFact[] {
  return prices
    .flatMap((id) => snapshot.prices.find((price) => price.id === id) ?? [])
    .filter(
      (price) =>
        price.productId === product &&
        price.active &&
        price.interval !== null &&
        (price.usageType === "metered") === isMeteredRole(role),
    );
}

/** A session may leave fewer prices to be chosen than there are; what is held stays what it is. */
function isChoosable({ id }: PriceFact, { snapshot: { choosable } }: Seen): boolean {
  return choosable === undefined || choosable.includes(id);
}

function isBilledWith(one: PriceFact, base: PriceFact): boolean {
  return one.currency === base.currency && sameInterval(one.interval, base.interval);
}

/** Null where the catalogue lacks one of the products. */
function withProducts(prices: readonly PriceFact[], { snapshot }: Seen): Combination | null {
  const found = prices.flatMap((price) => {
    const product = snapshot.products.find(({ id }) => id === price.productId);
    return product === undefined ? [] : [{ price, product }];
  });
  return found.length === prices.length ? found : null;
}

function viewCombination(
  combination: Combination,
  { held, subscription }: Held,
  seen: Seen,
): PlanPriceView[] {
  const kinds = combination.map(({ price, product }) => ({
    price,
    product,
    productId: product.id,
    unitLabel: product.unitLabel,
    metered: price.usageType === "metered",
  }));
  const pairs = pairItems(subscription?.items ?? [], kinds, seen.snapshot.products);
  const current =
    held !== null &&
    combination.every(({ price }, index) => held.items[index]?.price.id === price.id);
  const parts = kinds.map((kind) =>
    viewPart(
      kind.price,
      { product: kind.product, item: pairs.get(kind) ?? null, isHeld: current, subscription },
      seen,
    ),
  );
  const [base] = parts;
  const interval = combination[0]?.price.interval ?? null;
  if (base === undefined || interval === null) return [];
  return [{ id: base.priceId, price: base.price, interval, current, parts }];
}
