import type Stripe from "stripe";
import { type Catalogue, stockCatalogue, stockPromotionCode } from "./demo-catalogue";
import { type DemoCustomer, demoCustomers, type Past, type Shop } from "./demo-stories";

/** The plans a customer may choose from, by name. */
export type DemoPrices = Pick<
  Catalogue,
  | "starter_monthly"
  | "starter_yearly"
  | "pro_monthly"
  | "pro_yearly"
  | "scale_monthly"
  | "scale_yearly"
>;
type PlanName = "starter" | "pro" | "scale";
type CustomerName = keyof typeof demoCustomers;
type SeededCustomer = {
  id: string;
  email: string;
  /** Oldest first; `item` and `price` are those of the first item. */
  subscriptions: { id: string; item: string; price: string }[];
};
export type SeededDemo = {
  prices: DemoPrices;
  products: { [N in PlanName]: { product: string; prices: (keyof DemoPrices)[] } };
  customers: { [N in CustomerName]: SeededCustomer };
};

const label = "portico_demo";
const done = "portico_demo_done";
const day = 86400;

/**
 * Makes the sample products and customers with their history, through the official SDK: `stripeAt` gives a
 * client of a sandbox whose clock is the one passed. `now` in unix seconds. Safe to run again: what is
 * complete stays as it is, a customer left half made is made anew.
 */
export async function seedDemo(
  stripeAt: (clock: () => number) => Stripe,
  now: number,
): Promise<SeededDemo> {
  let time = now;
  const stripe = stripeAt(() => time);
  const { existing, missing } = await findCustomers(stripe);
  if (missing.length > 0) {
    time = before(now, { months: 36 });
    await nameAccount(stripe);
  }
  const catalogue = await stockCatalogue(stripe);
  await stockPromotionCode(stripe);
  const shop = { stripe, prices: catalogue.prices, now };
  for (const event of plotEvents(shop, missing, existing)) {
    time = event.at;
    await event.happens();
  }
  time = now;
  for (const [name] of missing) {
    await stripe.customers.update(existing.get(name) ?? "", { metadata: { [done]: "yes" } });
  }
  return readDemo(stripe, catalogue, existing);
}

/** Whose name is on the invoices. */
async function nameAccount(stripe: Stripe): Promise<void> {
  const { id } = await stripe.accounts.retrieveCurrent();
  await stripe.accounts.update(id, { business_profile: { name: "Acme" } });
}

/** Complete customers by name, and the names of the rest; what was left half made is deleted. */
async function findCustomers(stripe: Stripe) {
  const existing = new Map<string, string>();
  for (const email of new Set(Object.values(demoCustomers).map((customer) => customer.email))) {
    for (const customer of (await stripe.customers.list({ email })).data) {
      const name = customer.metadata[label];
      if (name === undefined) continue;
      if (customer.metadata[done] === "yes") existing.set(name, customer.id);
      else await stripe.customers.del(customer.id);
    }
  }
  const missing = Object.entries<DemoCustomer>(demoCustomers).filter(
    ([name]) => !existing.has(name),
  );
  return { existing, missing };
}

type Event = { at: number; happens: () => Promise<unknown> };

/** All chapters of all stories, so that the account's history runs in order of time. */
function plotEvents(
  shop: Shop,
  customers: readonly (readonly [string, DemoCustomer])[],
  ids: Map<string, string>,
): Event[] {
  const events = customers.flatMap(([key, { name, email, billing, chapters }]) => {
    const signUp = async () => {
      const customer = { name, email, ...billing, metadata: { [label]: key } };
      ids.set(key, (await shop.stripe.customers.create(customer)).id);
    };
    const told = chapters.map(({ ago, happens }) => ({
      at: before(shop.now, ago),
      happens: () => happens(shop, ids.get(key) ?? ""),
    }));
    return [{ at: told[0]?.at ?? before(shop.now, { days: 1 }), happens: signUp }, ...told];
  });
  return events.sort((one, other) => one.at - other.at);
}

async function readDemo(
  stripe: Stripe,
  { prices, products }: Awaited<ReturnType<typeof stockCatalogue>>,
  ids: ReadonlyMap<string, string>,
): Promise<SeededDemo> {
  const read = (name: CustomerName) =>
    readCustomer(stripe, ids.get(name) ?? "", demoCustomers[name].email);
  return {
    prices,
    products: {
      starter: { product: products.starter, prices: ["starter_monthly", "starter_yearly"] },
      pro: { product: products.pro, prices: ["pro_monthly", "pro_yearly"] },
      scale: { product: products.scale, prices: ["scale_monthly", "scale_yearly"] },
    },
    customers: {
      monthly: await read("monthly"),
      yearly: await read("yearly"),
      trialing: await read("trialing"),
      past_due: await read("past_due"),
      canceled: await read("canceled"),
      cancel_scheduled: await read("cancel_scheduled"),
      downgrade_scheduled: await read("downgrade_scheduled"),
      paused: await read("paused"),
      several: await read("several"),
      addon: await read("addon"),
      seats: await read("seats"),
      metered: await read("metered"),
      same_email_a: await read("same_email_a"),
      same_email_b: await read("same_email_b"),
      many_invoices: await read("many_invoices"),
      empty: await read("empty"),
    },
  };
}

async function readCustomer(stripe: Stripe, id: string, email: string): Promise<SeededCustomer> {
  const { data } = await stripe.subscriptions.list({ customer: id, status: "all", limit: 100 });
  const subscriptions = data.toReversed().map((subscription) => {
    const item = subscription.items.data[0];
    return { id: subscription.id, item: item?.id ?? "", price: item?.price.id ?? "" };
  });
  return { id, email, subscriptions };
}

/** A time in the past of `now`, in unix seconds. Months keep the day, clamped to the month's last. */
function before(now: number, { months = 0, days = 0 }: Past): number {
  const date = new Date(now * 1000);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return Math.floor(date.getTime() / 1000) - days * day;
}
