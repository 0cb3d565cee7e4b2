import type Stripe from "stripe";

/** What the sample merchant sells. Amounts in cents; the names of prices are their lookup keys. */
const products = {
  starter: {
    name: "Starter",
    description: "For one person with one project.",
    features: ["One project", "A week of history", "Mail support"],
    prices: { starter_monthly: [1200, "month"], starter_yearly: [12000, "year"] },
  },
  pro: {
    name: "Pro",
    description: "Unlimited projects, history and exports.",
    features: ["Unlimited projects", "All of the history", "Exports", "Mail support"],
    prices: { pro_monthly: [4800, "month"], pro_yearly: [48000, "year"] },
  },
  scale: {
    name: "Scale",
    description: "Everything in Pro, with audit log and single sign-on.",
    features: [
      "Unlimited projects",
      "All of the history",
      "Exports",
      "Mail support",
      "Audit log",
      "Single sign-on",
    ],
    prices: { scale_monthly: [12000, "month"], scale_yearly: [120000, "year"] },
  },
  team: {
    name: "Team seats",
    description: "One seat for each colleague.",
    unit_label: "seat",
    metadata: { sb_quantity_enabled: "true" },
    prices: { team_monthly: [900, "month"] },
  },
  support: {
    name: "Priority support",
    description: "An answer within four working hours.",
    prices: { support_monthly: [1500, "month"] },
  },
  messages: {
    name: "Messages",
    description: "Two cents for each message sent, billed when the month is over.",
    unit_label: "message",
    prices: { messages_monthly: [2, "month", "messages"] },
  },
} as const;

/** What is counted; the name of its events. */
export const meterEvent = "messages";

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
  const meter = await findMeter(stripe);
  for (const [key, product] of Object.entries(products)) {
    const stocked = await stockProduct(stripe, product, meter);
    ids.set(key, stocked.product);
    for (const [lookupKey, price] of stocked.prices) prices.set(lookupKey, price);
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
      messages_monthly: price("messages_monthly"),
    },
    products: {
      starter: product("starter"),
      pro: product("pro"),
      scale: product("scale"),
      team: product("team"),
      support: product("support"),
      messages: product("messages"),
    },
  };
}

type Offer = readonly [amount: number, interval: "month" | "year", metered?: string];
type Product = (typeof products)[ProductName];

/** A product and its prices by lookup key; what lacks is made. */
async function stockProduct(stripe: Stripe, product: Product, meter: string) {
  const { prices: offers, features = [], ...description } = { features: undefined, ...product };
  const found = await stripe.prices.list({ lookup_keys: Object.keys(offers) });
  const prices = new Map(found.data.map((price) => [price.lookup_key ?? "", price.id]));
  const known = found.data[0]?.product;
  const id =
    (typeof known === "string" ? known : known?.id) ??
    (
      await stripe.products.create({
        ...description,
        marketing_features: features.map((name) => ({ name })),
      })
    ).id;
  for (const [lookup_key, offer] of listOffers(offers)) {
    if (prices.has(lookup_key)) continue;
    prices.set(lookup_key, (await createPrice(stripe, id, { lookup_key, offer, meter })).id);
  }
  return { product: id, prices };
}

function createPrice(
  stripe: Stripe,
  product: string,
  { lookup_key, offer, meter }: { lookup_key: string; offer: Offer; meter: string },
) {
  const [unit_amount, interval, metered] = offer;
  const usage = metered === undefined ? {} : { usage_type: "metered" as const, meter };
  const recurring = { interval, ...usage };
  return stripe.prices.create({ product, currency: "usd", unit_amount, recurring, lookup_key });
}

function listOffers(offers: { readonly [name: string]: Offer }): [string, Offer][] {
  return Object.entries(offers);
}

/** The meter's id; it is made where it lacks. */
async function findMeter(stripe: Stripe): Promise<string> {
  const meters = await stripe.billing.meters.list({ limit: 100 });
  const known = meters.data.find(({ event_name: name }) => name === meterEvent);
  const made = await (known ??
    stripe.billing.meters.create({
      display_name: "Messages sent",
      event_name: meterEvent,
      default_aggregation: { formula: "sum" },
    }));
  return made.id;
}

/** The code that a sample customer may type, and what it takes off. */
export const demoCode = "WELCOME20";

/** The coupon and its code are made where they lack. */
export async function stockPromotionCode(stripe: Stripe): Promise<void> {
  const known = await stripe.promotionCodes.list({ code: demoCode });
  if (known.data.length > 0) return;
  const coupon = await stripe.coupons.create({
    name: "Welcome: a fifth off",
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 3,
  });
  await stripe.promotionCodes.create({
    code: demoCode,
    promotion: { type: "coupon", coupon: coupon.id },
  });
}
