import { monthsOf } from "./money";
import type { Service, Tier, TierProduct } from "./service";
import type { PriceFact, ProductFact } from "./snapshot";

/**
 * The service that Billflow's product metadata makes: the products that share `sb_service`, one tier for each
 * `sb_tier`, cheapest first; a metered price of a product is part of its tier. Add-ons (`sb_addon`) are no tiers, and
 * payment plans (`sb_plan_iterations`) are left out: nothing here would end them. Null where no product has the name.
 */
export function deriveService(
  name: string,
  products: readonly ProductFact[],
  prices: readonly PriceFact[],
): Service | null {
  const tagged = products.filter(({ metadata }) => metadata["sb_service"] === name);
  const sold = tagged.filter(isTier);
  const names = [...new Set(sold.map(tierOf))];
  const tiers = names
    .map((tier) => sold.filter((product) => tierOf(product) === tier))
    .map((list) => deriveTier(list, prices))
    .filter((tier) => tier.products.length > 0)
    .sort((a, b) => leastPerMonth(a, prices) - leastPerMonth(b, prices));
  return tagged.length === 0 ? null : { name, tiers };
}

function isTier({ active, metadata }: ProductFact): boolean {
  return active && metadata["sb_addon"] !== "true" && metadata["sb_plan_iterations"] === undefined;
}

function tierOf({ name, metadata }: ProductFact): string {
  return metadata["sb_tier"] || name;
}

/** What is not counted comes first: it names the tier. */
function deriveTier(products: readonly ProductFact[], prices: readonly PriceFact[]): Tier {
  const ordered = products.toSorted(
    (a, b) => Number(a.unitLabel !== null) - Number(b.unitLabel !== null),
  );
  const [first] = ordered;
  return {
    name: first === undefined ? "" : tierOf(first),
    description: null,
    features: [],
    highlighted: false,
    link: null,
    products: [
      ...ordered.flatMap((product, index) => sell(product, index === 0 ? "base" : "seats", prices)),
      ...ordered.flatMap((product) => sell(product, "metered", prices)),
    ],
  };
}

function sell(
  { id: product }: ProductFact,
  role: TierProduct["role"],
  prices: readonly PriceFact[],
): TierProduct[] {
  const own = prices.filter(
    ({ productId, active, interval, usageType }) =>
      productId === product &&
      active &&
      interval !== null &&
      (usageType === "metered") === (role === "metered"),
  );
  if (own.length === 0) return [];
  return [{ product, role, prices: own.map(({ id }) => id), quantity: null }];
}

/** Of its base; last what has no plain amount. */
function leastPerMonth({ products: [base] }: Tier, prices: readonly PriceFact[]): number {
  const amounts = prices
    .filter(({ id }) => base?.prices.includes(id))
    .map(({ unitAmount, interval }) =>
      unitAmount === null || interval === null
        ? Number.MAX_SAFE_INTEGER
        : unitAmount / (monthsOf(interval) ?? 1),
    );
  return Math.min(Number.MAX_SAFE_INTEGER, ...amounts);
}
