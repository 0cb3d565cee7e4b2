import type { PortalConfiguration } from "@/lib/portal/configuration";
import { monthsOf } from "@/lib/portal/money";
import type { Sellable } from "./settings-types";

export type Plans = PortalConfiguration["features"]["subscription_update"]["products"];
type Price = Sellable["prices"][number];

/** Whether a price can be switched to: active, by the unit, again and again. */
export function isSold({ active, interval, usageType }: Price): boolean {
  return active && interval !== null && usageType === "licensed";
}

/** The prices of a product that can be offered, the shortest period first, then the lowest. */
export function pricesOf(product: string, { prices }: Sellable): Price[] {
  return prices
    .filter((price) => price.productId === product && isSold(price))
    .sort((a, b) => length(a) - length(b) || (a.unitAmount ?? 0) - (b.unitAmount ?? 0));
}

function length({ interval }: Price): number {
  return (interval === null ? null : monthsOf(interval)) ?? 0;
}

/** With a product at the end, all its prices offered. */
export function addPlan(plans: Plans, product: string, sellable: Sellable): Plans {
  const prices = pricesOf(product, sellable).map(({ id }) => id);
  const fixed = { enabled: false, minimum: 1, maximum: null };
  return [...plans, { product, prices, adjustable_quantity: fixed }];
}

export function removePlan(plans: Plans, product: string): Plans {
  return plans.filter((plan) => plan.product !== product);
}

/** One place up (-1) or down (1); at the end of the list nothing moves. */
export function movePlan(plans: Plans, product: string, by: -1 | 1): Plans {
  const from = plans.findIndex((plan) => plan.product === product);
  const moved = plans[from];
  const to = from + by;
  if (moved === undefined || to < 0 || to >= plans.length) return plans;
  return plans.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** Offers a price or takes it off; the others keep their order. */
export function togglePrice(plans: Plans, product: string, price: string): Plans {
  return plans.map((plan) => {
    if (plan.product !== product) return plan;
    const without = plan.prices.filter((id) => id !== price);
    const prices = without.length < plan.prices.length ? without : [...plan.prices, price];
    return { ...plan, prices };
  });
}

/** Says anew whether and how many of a product may be chosen. */
export function setQuantity(
  plans: Plans,
  product: string,
  quantity: Plans[number]["adjustable_quantity"],
): Plans {
  return plans.map((plan) =>
    plan.product === product ? { ...plan, adjustable_quantity: quantity } : plan,
  );
}
