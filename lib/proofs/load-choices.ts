import type Stripe from "stripe";
import type { CustomerFact } from "../portal/snapshot";
import { readProducts } from "../snapshot/load-catalogue";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { idOf } from "../stripe/reshape";

/** One of the customers that share a mailbox, as the chooser shows them. */
export type Choice = {
  readonly customer: string;
  readonly name: string | null;
  readonly email: string | null;
  /** The names of the plans they have. */
  readonly plans: readonly string[];
};

/** Of so many customers the plans are read, side by side: the rest is shown by name. */
const mostRead = 20;

const living = new Set(["active", "trialing", "past_due", "unpaid", "paused"]);

/** The customers to choose from, with their plans, in two waves of calls. Throws the errors of reading Stripe. */
export async function loadChoices(
  merchantId: string,
  livemode: boolean,
  customers: readonly CustomerFact[],
): Promise<Choice[]> {
  const stripe = await loadStripe(merchantId, livemode);
  const products = await Promise.all(
    customers.slice(0, mostRead).map(({ id }) => readPlans(stripe, id)),
  );
  const known = await readProducts(stripe, [...new Set(products.flat())]);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return customers.map(({ id, name, email }, index) => ({
    customer: id,
    name,
    email,
    plans: (products[index] ?? []).flatMap((product) => names.get(product) ?? []),
  }));
}

/** The products a customer pays for. */
async function readPlans(stripe: Stripe, customer: string): Promise<string[]> {
  const { data } = await read(() => stripe.subscriptions.list({ customer, limit: 20 }));
  const items = data
    .filter(({ status }) => living.has(status))
    .flatMap((subscription) => subscription.items.data);
  return [...new Set(items.flatMap(({ price }) => idOf(price.product) ?? []))];
}
