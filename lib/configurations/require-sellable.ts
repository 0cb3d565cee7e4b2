import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { read } from "../stripe/call";

type Plans = PortalConfiguration["features"]["subscription_update"]["products"];

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
 * Asks Stripe whether the products of `added` are there and active, and its prices active, recurring and theirs.
 * Throws `resource_missing` with status 400 and the place in `plans`, or what `read` throws when nobody answers.
 */
export async function requireSellable(stripe: Stripe, added: Plans, plans: Plans): Promise<void> {
  const ids = added.map(({ product }) => product);
  if (ids.length === 0) return;
  const [active, ...missing] = await Promise.all([
    read(() => stripe.products.list({ ids, active: true, limit: 100 })),
    ...added.map((plan) => findMissing(stripe, plan)),
  ]);
  added.forEach(({ product }, index) => {
    const place = plans.findIndex((plan) => plan.product === product);
    const path = `document.features.subscription_update.products[${place}]`;
    if (!active.data.some(({ id }) => id === product)) {
      throw notSold("This product is not sold at Stripe any more.", `${path}.product`);
    }
    const price = missing[index];
    if (price === undefined) return;
    const at = plans[place]?.prices.indexOf(price) ?? 0;
    throw notSold("This price is not sold at Stripe any more.", `${path}.prices[${at}]`);
  });
}

function notSold(message: string, param: string): PorticoError {
  return new PorticoError("resource_missing", { status: 400, message, param });
}

/** The first of the prices that the product does not have, if any. */
async function findMissing(
  stripe: Stripe,
  { product, prices }: Plans[number],
): Promise<string | undefined> {
  const wanted = new Set(prices);
  let after: string | undefined;
  for (let count = 0; wanted.size > 0 && count < mostPages; count += 1) {
    const start = after === undefined ? {} : { starting_after: after };
    const page = await read(() =>
      stripe.prices.list({ product, active: true, type: "recurring", limit: 100, ...start }),
    );
    for (const { id } of page.data) wanted.delete(id);
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) break;
  }
  return prices.find((id) => wanted.has(id));
}
