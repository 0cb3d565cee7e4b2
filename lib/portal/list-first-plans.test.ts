import { describe, expect, it } from "vitest";
import { configurationSchema } from "./configuration";
import { listFirstPlans, type Sold } from "./list-first-plans";
import { serviceSchema } from "./service";

const product = (id: string, name: string) => ({
  id,
  name,
  description: null,
  unitLabel: null,
  active: true,
  features: [],
  metadata: {},
});

const price = (id: string, productId: string, currency = "usd") => ({
  id,
  productId,
  active: true,
  currency,
  unitAmount: 1200,
  interval: { unit: "month", count: 1 },
  usageType: "licensed",
  tiersMode: null,
  startsAt: null,
  nickname: null,
  taxBehavior: null,
});

const sold: Sold = {
  products: [product("prod_1", "Solo"), product("prod_2", "Team")],
  prices: [price("price_1", "prod_1"), price("price_2", "prod_2", "eur")],
  service: null,
};

function configure(enabled: boolean, portico: object = {}) {
  const products = [
    { product: "prod_1", prices: ["price_1"] },
    { product: "prod_2", prices: ["price_2"] },
  ];
  return configurationSchema.parse({
    features: {
      subscription_update: { enabled: true, default_allowed_updates: ["price"], products },
    },
    portico: { plan_picker: { enabled }, ...portico },
  });
}

const pricesOf = (...given: Parameters<typeof listFirstPlans>) =>
  listFirstPlans(...given).flatMap(({ prices }) => prices.map(({ id }) => id));

describe("what somebody who is no customer yet may begin with", () => {
  it("is everything on the list, in every currency, where the picker is on", () => {
    expect(pricesOf(configure(true), sold)).toEqual(["price_1", "price_2"]);
  });

  it("is nothing where the picker is off", () => {
    expect(pricesOf(configure(false), sold)).toEqual([]);
  });

  it("is the tiers of the service where one stands, but a service alone lets no stranger in", () => {
    const tier = { name: "Solo", products: [{ product: "prod_1", prices: ["price_1"] }] };
    const service = serviceSchema.parse({ name: "Acme", tiers: [tier] });
    const acme = { services: ["Acme"] };
    expect(pricesOf(configure(true, acme), { ...sold, service })).toEqual(["price_1"]);
    expect(pricesOf(configure(false, acme), { ...sold, service })).toEqual([]);
  });

  it("is nothing where nothing is on sale, or only elsewhere", () => {
    expect(listFirstPlans(configure(true), { ...sold, prices: [] })).toEqual([]);
    const link = "https://example.com/sales";
    const service = serviceSchema.parse({ name: "Acme", tiers: [{ name: "Large", link }] });
    const acme = configure(true, { services: ["Acme"] });
    expect(listFirstPlans(acme, { ...sold, service })).toEqual([]);
  });
});
