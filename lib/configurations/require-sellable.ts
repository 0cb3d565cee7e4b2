import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { read } from "../stripe/call";

export type Plans = PortalConfiguration["features"]["subscription_update"]["products"];

/** How a door names the place of a fault in a document: dotted for members, in brackets on /v1. */
export type Naming = (path: readonly PropertyKey[]) => string;

export const plansPath = ["features", "subscription_update", "products"] as const;

/** Pages of 100 prices of one product: more are read only while one is still looked for. */
const mostPages = 10;

/**
 * What `plans` has and `before` had not, so that a price archived at Stripe since never keeps anybody from saving
 * something else, or from taking it off the list.
 */
export function findAdded(plans: Plans, before: Plans): Plans {
  return plans.flatMap((plan) => {
    const held = before.find(({ product }) => product === plan.product);
    const prices = plan.prices.filter((id) => !held?.prices.includes(id));
    return held !== undefined && prices.length === 0 ? [] : [{ ...plan, prices }];
  });
}

/**
 * Asks Stripe whether the products of `added` are there and active, and its prices active, recurring and theirs; gives
 * those prices by id. Throws `resource_missing` with status 400 and the place in `plans`, or what `read` throws when
 * nobody answers.
 */
export async function requireSellable(
  stripe: Stripe,
  added: Plans,
  plans: Plans,
  nameOf: Naming,
): Promise<ReadonlyMap<string, Stripe.Price>> {
  const ids = added.map(({ product }) => product);
  if (ids.length === 0) return new Map();
  const [active, ...offered] = await Promise.all([
    read(() => stripe.products.list({ ids, active: true, limit: 100 })),
    ...added.map((plan) => readOffered(stripe, plan)),
  ]);
  added.forEach(({ product, prices }, index) => {
    const place = plans.findIndex((plan) => plan.product === product);
    if (!active.data.some(({ id }) => id === product)) {
      const message = `No such product: '${product}' is not sold at Stripe, or not any more.`;
      throw notSold(message, nameOf([...plansPath, place, "product"]));
    }
    const price = prices.find((id) => !offered[index]?.some((found) => found.id === id));
    if (price === undefined) return;
    const at = plans[place]?.prices.indexOf(price) ?? 0;
    const message = `No such price: '${price}' is not an active recurring price of this product at Stripe.`;
    throw notSold(message, nameOf([...plansPath, place, "prices", at]));
  });
  return new Map(offered.flat().map((price) => [price.id, price]));
}

function notSold(message: string, param: string): PorticoError {
  return new PorticoError("resource_missing", { status: 400, message, param });
}

/** Those of the plan's prices that its product has. */
async function readOffered(
  stripe: Stripe,
  { product, prices }: Plans[number],
): Promise<Stripe.Price[]> {
  const wanted = new Set(prices);
  const found: Stripe.Price[] = [];
  let after: string | undefined;
  for (let count = 0; found.length < wanted.size && count < mostPages; count += 1) {
    const start = after === undefined ? {} : { starting_after: after };
    const page = await read(() =>
      stripe.prices.list({ product, active: true, type: "recurring", limit: 100, ...start }),
    );
    found.push(...page.data.filter(({ id }) => wanted.has(id)));
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) break;
  }
  return found;
}
