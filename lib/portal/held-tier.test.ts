import { expect, it } from "vitest";
import { makeItem, makePrice, makeSubscription } from "./fact-builders";
import { findHeldTier } from "./held-tier";
import { serviceSchema } from "./service";
import type { PriceFact } from "./snapshot";

const service = serviceSchema.parse({
  name: "Acme",
  tiers: [
    { name: "Basic", products: [{ product: "prod_app", prices: ["basic"] }] },
    { name: "Plus", products: [{ product: "prod_app", prices: ["plus"] }] },
    {
      name: "Team",
      products: [
        { product: "prod_seat", role: "seats", prices: ["seat"] },
        { product: "prod_team", prices: ["team"] },
      ],
    },
    {
      name: "Usage",
      products: [
        { product: "prod_api", prices: ["api"] },
        { product: "prod_api", role: "metered", prices: ["calls"] },
      ],
    },
    { name: "Enterprise", link: "https://acme.example/sales" },
  ],
});

const item = (id: string, product: string, over: Partial<PriceFact> = {}) =>
  makeItem({ price: makePrice({ id, productId: `prod_${product}`, ...over }) });
const yearly = { interval: { unit: "year", count: 1 } };
const once = { interval: null };
const metered = { usageType: "metered" };

it.each<[string, ReturnType<typeof item>[], string | null]>([
  ["one of two tiers of a product, by its price", [item("plus", "app")], "Plus: plus"],
  ["neither of them at a price that none lists", [item("old", "app")], null],
  ["both parts, the base first", [item("seat", "seat"), item("team", "team")], "Team: team seat"],
  [
    "both parts, one at an old price",
    [item("old", "seat"), item("team", "team")],
    "Team: team old",
  ],
  ["one part of two", [item("team", "team")], null],
  ["one part and something else", [item("team", "team"), item("x", "x")], null],
  ["one part twice", [item("team", "team"), item("old", "team")], null],
  ["both parts and something else", [...both(), item("x", "x")], null],
  ["parts that are billed apart", [item("team", "team"), item("seat", "seat", yearly)], null],
  ["a part that does not recur", [item("team", "team"), item("seat", "seat", once)], null],
  ["what does not recur", [item("plus", "app", once)], null],
  [
    "a product and its use",
    [item("calls", "api", metered), item("api", "api")],
    "Usage: api calls",
  ],
  ["a product without its use", [item("api", "api"), item("old", "api")], null],
  ["nothing", [], null],
])("a subscription of %s is the tier it is", (_what, items, expected) => {
  const held = findHeldTier(service, makeSubscription({ items }));
  const said = held && `${held.tier.name}: ${held.items.map(({ price }) => price.id).join(" ")}`;
  expect(said).toBe(expected);
});

function both() {
  return [item("seat", "seat"), item("team", "team")];
}
