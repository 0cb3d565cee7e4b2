import type { Reference, ReferenceKind } from "./map-references";
import type { Portable, PortablePrice, PortableProduct } from "./portable";

/** What is on sale in the account that a document is applied to. */
export type Account = {
  readonly prices: ReadonlyMap<string, PortablePrice>;
  readonly products: ReadonlyMap<string, PortableProduct>;
  readonly coupons: ReadonlySet<string>;
  readonly paymentMethodConfigurations: ReadonlySet<string>;
};

type Match =
  | { readonly kind: "found"; readonly id: string }
  | { readonly kind: "missing"; readonly message: string };

export type Matcher = (reference: Pick<Reference, "kind" | "id">) => Match;

/**
 * Finds in `account` what a document's catalogue describes: by id; a price else by `lookup_key`, else as the only one
 * of the product with the same `sb_service` and `sb_tier`, or else the same name, that has the same interval, amount
 * and currency. Two that fit are as good as none. `known` are ids that the account's configurations name already.
 */
export function createMatcher(
  { catalogue }: Pick<Portable, "catalogue">,
  account: Account,
  known: ReadonlySet<string>,
): Matcher {
  const match: Record<Exclude<ReferenceKind, "feedback_option">, (id: string) => Match> = {
    price: (id) => (account.prices.has(id) ? found(id) : matchPrice(id, catalogue, account)),
    product: (id) => (account.products.has(id) ? found(id) : matchProduct(id, catalogue, account)),
    coupon: (id) =>
      account.coupons.has(id)
        ? found(id)
        : missing("No coupon has this id, which is all it can be found by."),
    payment_method_configuration: (id) =>
      account.paymentMethodConfigurations.has(id)
        ? found(id)
        : missing("No payment method configuration has this id, which is all it can be found by."),
  };
  return ({ kind, id }) => {
    if (kind === "feedback_option")
      return missing("`feedback_options` does not describe this one.");
    return known.has(id) ? found(id) : match[kind](id);
  };
}

function found(id: string): Match {
  return { kind: "found", id };
}

function missing(message: string): Match {
  return { kind: "missing", message };
}

type Catalogue = Portable["catalogue"];

function matchPrice(id: string, { prices }: Catalogue, account: Account): Match {
  const wanted = Object.hasOwn(prices, id) ? prices[id] : undefined;
  if (wanted === undefined) {
    return missing("No price has this id, and `catalogue.prices` does not describe it.");
  }
  const all = [...account.prices];
  const { lookup_key: key } = wanted;
  const named = all.find(([, price]) => key !== null && price.lookup_key === key);
  if (named !== undefined) return found(named[0]);
  const alike = all.filter(([, price]) => isAlike(price, wanted));
  return (
    matchOnly(alike.filter(([, price]) => isSameTier(price, wanted))) ??
    matchOnly(alike.filter(([, price]) => isSameName(price.product_name, wanted.product_name))) ??
    missing(`No price here is ${tellPrice(wanted)}.`)
  );
}

/** Prices without one amount (tiers, parts of a cent) are not compared: they could differ where nobody looks. */
function isAlike(price: PortablePrice, wanted: PortablePrice): boolean {
  return (
    wanted.unit_amount !== null &&
    price.unit_amount === wanted.unit_amount &&
    price.currency === wanted.currency &&
    price.interval === wanted.interval &&
    price.interval_count === wanted.interval_count
  );
}

function matchProduct(id: string, catalogue: Catalogue, account: Account): Match {
  const byPrices = matchByPrices(id, catalogue, account);
  if (byPrices !== null) return byPrices;
  const wanted = Object.hasOwn(catalogue.products, id) ? catalogue.products[id] : undefined;
  if (wanted === undefined) {
    return missing("No product has this id, and `catalogue.products` does not describe it.");
  }
  const all = [...account.products];
  return (
    matchOnly(all.filter(([, product]) => isSameTier(product, wanted))) ??
    matchOnly(all.filter(([, product]) => isSameName(product.name, wanted.name))) ??
    missing(`No product here is ${tellProduct(wanted.name, wanted)}.`)
  );
}

/** The product of what its prices were matched with, when they agree. */
function matchByPrices(id: string, catalogue: Catalogue, account: Account): Match | null {
  const matches = Object.entries(catalogue.prices)
    .filter(([, { product }]) => product === id)
    .map(([price]) =>
      account.prices.has(price) ? found(price) : matchPrice(price, catalogue, account),
    )
    .flatMap((match) => (match.kind === "found" ? [account.prices.get(match.id)?.product] : []));
  const [product, ...others] = new Set(matches);
  return product === undefined || others.length > 0 ? null : found(product);
}

type Sb = Pick<PortableProduct, "sb">;

function isSameTier({ sb }: Sb, { sb: wanted }: Sb): boolean {
  return (
    wanted.sb_service !== null &&
    wanted.sb_tier !== null &&
    sb.sb_service === wanted.sb_service &&
    sb.sb_tier === wanted.sb_tier
  );
}

function isSameName(name: string, wanted: string): boolean {
  return wanted !== "" && name === wanted;
}

/** Null for none: the next way of looking may find it. */
function matchOnly(candidates: readonly (readonly [string, unknown])[]): Match | null {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  if (others.length === 0) return found(first[0]);
  const ids = candidates.map(([id]) => id);
  const shown = ids.length > 5 ? [...ids.slice(0, 5), "…"] : ids;
  return missing(`Several fit (${shown.join(", ")}): name the right one, or give it a lookup_key.`);
}

function tellPrice(price: PortablePrice): string {
  const { lookup_key: key, unit_amount: amount, currency, interval, interval_count: count } = price;
  const named = key === null ? "" : `lookup_key "${key}" or `;
  if (amount === null)
    return `${named}the same one (without one amount, only id and lookup_key are compared)`;
  const rhythm = interval === null ? "once" : `each ${count ?? 1} ${interval}`;
  return `${named}${tellProduct(price.product_name, price)} at ${amount} ${currency} ${rhythm}`;
}

function tellProduct(name: string, { sb }: Sb): string {
  const tier =
    sb.sb_tier === null ? "" : ` (sb_service "${sb.sb_service ?? ""}", sb_tier "${sb.sb_tier}")`;
  return `"${name}"${tier}`;
}
