import type Stripe from "stripe";

/** What the sample merchant sells. Amounts in cents; the names of prices are their lookup keys. */
const products = {
  starter: {
    name: "Starter",
    description: "For one person with one project.",
    prices: { starter_monthly: [1200, "month"], starter_yearly: [12000, "year"] },
  },
  pro: {
    name: "Pro",
    description: "Unlimited projects, history and exports.",
    prices: { pro_monthly: [4800, "month"], pro_yearly: [48000, "year"] },
  },
  scale: {
    name: "Scale",
    description: "Everything in Pro, with audit log and single sign-on.",
    prices: { scale_monthly: [12000, "month"], scale_yearly: [120000, "year"] },
  },
  team: {
    name: "Team seats",
    description: "One seat for each colleague.",
    unit_label: "seat",
    prices: { team_monthly: [900, "month"] },
  },
  support: {
    name: "Priority support",
    description: "An answer within four working hours.",
    prices: { support_monthly: [1500, "month"] },
  },
} as const;

type ProductName = keyof typeof products;
type PriceNameOf<P> = P extends { prices: infer Prices } ? keyof Prices : never;
/** Every price of the catalogue. */
export type PriceName = { [N in ProductName]: PriceNameOf<(typeof products)[N]> }[ProductName];
/** The price ids by name. */
export type Catalogue = { [N in PriceName]: string };

/** Products and prices, made where they lack: a price is known by its lookup key. */
export async function stockCatalogue(stripe: Stripe): Promise<{
  prices: Catalogue;
  products: { [N in ProductName]: string };
}> {
  const prices = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const [key, { name, description, prices: offers, ...rest }] of Object.entries(products)) {
    const found = await stripe.prices.list({ lookup_keys: Object.keys(offers) });
    for (const price of found.data) prices.set(price.lookup_key ?? "", price.id);
    const product = found.data[0]?.product;
    const id =
      (typeof product === "string" ? product : product?.id) ??
      (await stripe.products.create({ name, description, ...rest })).id;
    ids.set(key, id);
    for (const [lookup_key, [unit_amount, interval]] of Object.entries(offers)) {
      if (prices.has(lookup_key)) continue;
      const terms = { product: id, currency: "usd", unit_amount, recurring: { interval } };
      prices.set(lookup_key, (await stripe.prices.create({ ...terms, lookup_key })).id);
    }
  }
  const idOf = (map: Map<string, string>) => (name: string) => map.get(name) ?? "";
  const [price, product] = [idOf(prices), idOf(ids)];
  return {
    prices: {
      starter_monthly: price("starter_monthly"),
      starter_yearly: price("starter_yearly"),
      pro_monthly: price("pro_monthly"),
      pro_yearly: price("pro_yearly"),
      scale_monthly: price("scale_monthly"),
      scale_yearly: price("scale_yearly"),
      team_monthly: price("team_monthly"),
      support_monthly: price("support_monthly"),
    },
    products: {
      starter: product("starter"),
      pro: product("pro"),
      scale: product("scale"),
      team: product("team"),
      support: product("support"),
    },
  };
}
