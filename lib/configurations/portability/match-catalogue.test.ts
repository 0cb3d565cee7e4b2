import { describe, expect, it } from "vitest";
import { type Account, createMatcher } from "./match-catalogue";
import type { PortablePrice, PortableProduct } from "./portable";

const noMark = { sb_service: null, sb_tier: null };
const proMark = { sb_service: "Plans", sb_tier: "Pro" };

function price(over: Partial<PortablePrice> = {}): PortablePrice {
  return {
    lookup_key: null,
    product: "prod_pro",
    product_name: "Pro",
    sb: noMark,
    interval: "month",
    interval_count: 1,
    currency: "usd",
    unit_amount: 4800,
    ...over,
  };
}

function account(prices: Record<string, PortablePrice>): Account {
  const products = new Map<string, PortableProduct>();
  for (const { product, product_name: name, sb } of Object.values(prices)) {
    products.set(product, { name, sb });
  }
  return {
    prices: new Map(Object.entries(prices)),
    products,
    coupons: new Set(["SPRING"]),
    paymentMethodConfigurations: new Set(["pmc_1"]),
  };
}

const there = (over: Partial<PortablePrice> = {}) => price({ product: "prod_live", ...over });

function matchPrice(wanted: PortablePrice | null, prices: Record<string, PortablePrice>) {
  const described: Record<string, PortablePrice> = wanted === null ? {} : { price_test: wanted };
  const catalogue = { prices: described, products: {} };
  const match = createMatcher({ catalogue }, account(prices), new Set());
  const found = match({ kind: "price", id: "price_test" });
  return found.kind === "found" ? found.id : found.message;
}

describe("a price is found", () => {
  it.each<[string, PortablePrice | null, Record<string, PortablePrice>, string]>([
    [
      "by its id, whatever is said of it",
      null,
      { price_test: there({ unit_amount: 1 }) },
      "price_test",
    ],
    [
      "by lookup_key, at another amount",
      price({ lookup_key: "pro" }),
      { price_a: there(), price_b: there({ lookup_key: "pro", unit_amount: 9900 }) },
      "price_b",
    ],
    [
      "by its tier, under another name",
      price({ sb: proMark }),
      { price_a: there({ product_name: "Professional", sb: proMark }), price_b: there() },
      "price_a",
    ],
    ["by name, interval, amount and currency", price(), { price_a: there() }, "price_a"],
    [
      "by name, when no lookup_key is the same",
      price({ lookup_key: "pro" }),
      { price_a: there({ lookup_key: "other" }) },
      "price_a",
    ],
  ])("%s", (_how, wanted, prices, found) => {
    expect(matchPrice(wanted, prices)).toBe(found);
  });

  it.each<[string, Partial<PortablePrice>]>([
    ["another amount", { unit_amount: 4900 }],
    ["another currency", { currency: "eur" }],
    ["another interval", { interval: "year" }],
    ["another rhythm", { interval_count: 3 }],
    ["another name", { product_name: "Pro+" }],
    [
      "another tier of the same service",
      { product_name: "x", sb: { ...proMark, sb_tier: "Team" } },
    ],
  ])("never with %s", (_what, over) => {
    const wanted = price({ sb: proMark });
    expect(matchPrice(wanted, { price_a: there(over) })).toMatch(/^No price here is "Pro"/);
  });

  it("never by amount when it has none: tiers could differ", () => {
    const tiered = { unit_amount: null };
    expect(matchPrice(price(tiered), { price_a: there(tiered) })).toMatch(/only id and lookup_key/);
    const keyed = { ...tiered, lookup_key: "metered" };
    expect(matchPrice(price(keyed), { price_a: there(keyed) })).toBe("price_a");
  });

  it("never when two fit, and both are named", () => {
    const two = { price_a: there(), price_b: there({ product: "prod_other" }) };
    expect(matchPrice(price(), two)).toMatch(/Several fit \(price_a, price_b\)/);
  });

  it("never when it is not described", () => {
    expect(matchPrice(null, { price_a: there() })).toMatch(/does not describe it/);
  });
});

describe("a product is found", () => {
  const prices = { price_test: price() };
  const products = { prod_pro: { name: "Pro", sb: proMark } };
  const match = (catalogue: Parameters<typeof createMatcher>[0]["catalogue"], here: Account) =>
    createMatcher({ catalogue }, here, new Set())({ kind: "product", id: "prod_pro" });

  it("as the one that its prices belong to", () => {
    const here = account({
      price_a: there(),
      price_b: there({ product: "prod_2", unit_amount: 1 }),
    });
    expect(match({ prices, products }, here)).toEqual({ kind: "found", id: "prod_live" });
  });

  it("by tier, else by name", () => {
    const byTier = account({ price_a: there({ product_name: "x", sb: proMark, unit_amount: 1 }) });
    expect(match({ prices: {}, products }, byTier)).toEqual({ kind: "found", id: "prod_live" });
    const byName = account({ price_a: there({ unit_amount: 1 }) });
    expect(match({ prices: {}, products }, byName)).toEqual({ kind: "found", id: "prod_live" });
  });

  it("never otherwise", () => {
    const here = account({ price_a: there({ product_name: "x", unit_amount: 1 }) });
    expect(match({ prices: {}, products }, here).kind).toBe("missing");
    expect(match({ prices: {}, products: {} }, here).kind).toBe("missing");
  });
});

describe("what else a configuration names", () => {
  const match = createMatcher(
    { catalogue: { prices: {}, products: {} } },
    account({}),
    new Set(["price_archived"]),
  );

  it.each([
    ["coupon", "SPRING", "found"],
    ["coupon", "AUTUMN", "missing"],
    ["payment_method_configuration", "pmc_1", "found"],
    ["payment_method_configuration", "pmc_2", "missing"],
    ["feedback_option", "fbo_1", "missing"],
    ["price", "price_archived", "found"],
    ["price", "constructor", "missing"],
    ["product", "toString", "missing"],
  ] as const)("%s %s is %s", (kind, id, told) => {
    expect(match({ kind, id }).kind).toBe(told);
  });
});
