import type { PortalConfiguration } from "./configuration";
import type { Interval } from "./money";
import type { PriceFact, ProductFact } from "./snapshot";

export type ExampleCatalogue = {
  readonly products: readonly ProductFact[];
  readonly prices: readonly PriceFact[];
};

/** What an example customer can be subscribed to. */
export type ExamplePlan = { readonly product: ProductFact; readonly price: PriceFact };

const monthly: Interval = { unit: "month", count: 1 };

/** Only where a merchant has nothing to sell yet. */
const fallback: readonly ExamplePlan[] = [
  makeFallback("starter", "Starter", 1200, null),
  makeFallback("team", "Team", 800, "seat"),
];

/**
 * The plans that examples are made of: those on the configuration's list, else whatever the merchant sells by the
 * month or year, else two of our own. Never empty.
 */
export function listExamplePlans(
  { features }: PortalConfiguration,
  { products, prices }: ExampleCatalogue,
): readonly ExamplePlan[] {
  const sold = prices.filter(isPlain).flatMap((price): ExamplePlan[] => {
    const product = products.find(({ id }) => id === price.productId);
    return product?.active ? [{ product, price }] : [];
  });
  const offered = features.subscription_update.products
    .flatMap((entry) => entry.prices)
    .flatMap((id) => sold.filter(({ price }) => price.id === id));
  return [offered, sold, fallback].find((list) => list.length > 0) ?? fallback;
}

/** The period an example is in, Unix seconds: a part of it is over, and it ends in the future. */
export function findPeriod(interval: Interval | null, now: number): { start: number; end: number } {
  const every = interval ?? monthly;
  const start = startOfPeriod(every, now);
  return { start, end: addIntervals(start, every, 1) };
}

/** `times` intervals later (or earlier), on the same day of the month; of an unknown unit, as many days. */
export function addIntervals(at: number, { unit, count }: Interval, times: number): number {
  const date = new Date(at * 1000);
  const steps = Math.min(Math.max(Math.round(count), 1), mostSteps) * times;
  if (unit === "year") date.setUTCFullYear(date.getUTCFullYear() + steps);
  else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + steps);
  else date.setUTCDate(date.getUTCDate() + steps * (unit === "week" ? 7 : 1));
  return Math.floor(date.getTime() / 1000);
}

const day = 86_400;
/** Stripe's longest interval is three years; what is longer comes from no price of Stripe's. */
const mostSteps = 36;

/** Twelve days ago, on a day that every month has; of what recurs more often, some hours ago. */
function startOfPeriod({ unit }: Interval, now: number): number {
  if (unit !== "month" && unit !== "year") return now - day / 4;
  const date = new Date((now - 12 * day) * 1000);
  date.setUTCDate(Math.min(date.getUTCDate(), 28));
  return Math.floor(date.getTime() / 1000);
}

function isPlain({ active, interval, unitAmount, usageType }: PriceFact): boolean {
  return active && interval !== null && unitAmount !== null && usageType === "licensed";
}

function makeFallback(
  id: string,
  name: string,
  unitAmount: number,
  unitLabel: string | null,
): ExamplePlan {
  const productId = `prod_example_${id}`;
  return {
    product: {
      id: productId,
      name,
      description: null,
      unitLabel,
      active: true,
      features: [],
      metadata: {},
    },
    price: {
      id: `price_example_${id}`,
      productId,
      active: true,
      currency: "usd",
      unitAmount,
      interval: monthly,
      usageType: "licensed",
      tiersMode: null,
      startsAt: null,
      nickname: null,
      taxBehavior: null,
    },
  };
}
