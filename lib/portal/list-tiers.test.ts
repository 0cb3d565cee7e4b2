import { describe, expect, it } from "vitest";
import {
  makeConfiguration,
  makeItem,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
} from "./fact-builders";
import { listPlans } from "./plan-list";
import { type Service, serviceSchema } from "./service";
import type { PriceFact, ProductFact, Snapshot, SubscriptionFact } from "./snapshot";

const price = (id: string, product: string, over: Partial<PriceFact> = {}) =>
  makePrice({ id, productId: `prod_${product}`, ...over });
const eur = { currency: "eur" };
const prices = [
  price("seat_usd", "seat"),
  price("seat_eur", "seat", eur),
  price("base_usd", "base"),
  price("base_eur", "base", eur),
  price("base_once", "base", { interval: null }),
  price("base_use", "base", { usageType: "metered" }),
  price("base_old", "base", { active: false }),
  price("elsewhere", "other"),
];
const base: ProductFact = makeProduct({
  id: "prod_base",
  name: "Base",
  description: "Of the product",
  features: ["of the product"],
});
const seat = makeProduct({ id: "prod_seat", name: "Seats", unitLabel: "seat" });
const other = makeProduct({ id: "prod_other" });

type TierInput = { readonly prices?: string[]; readonly seats?: string[]; readonly own?: object };

/** One tier: a base at `prices`, with seats at `seats` where they are given. */
function sell({ prices: listed = ["base_usd"], seats, own = {} }: TierInput): Service {
  const counted = { product: "prod_seat", role: "seats", prices: seats };
  const products = [{ product: "prod_base", prices: listed }, ...(seats ? [counted] : [])];
  return serviceSchema.parse({ name: "Acme", tiers: [{ name: "Team", products, ...own }] });
}

function list(sold: Service, over: Partial<Snapshot> = {}, of: SubscriptionFact | null = null) {
  const snapshot = { ...makeSnapshot(), prices, products: [base, seat, other], ...over };
  return listPlans(
    { configuration: makeConfiguration(), snapshot: { ...snapshot, service: sold } },
    of,
  );
}

/** "base_usd seat_usd" for each choice; a plan without any is "nothing". */
const combinations = (...given: Parameters<typeof list>) =>
  list(...given).flatMap(({ prices: choices }) =>
    choices.length === 0
      ? "nothing"
      : choices.map(({ parts }) => parts.map(({ priceId }) => priceId).join(" ")),
  );

const unbounded = { maximum: null, step: 1 };
const inEur = makeSubscription({ currency: "eur", items: [makeItem({ id: "si_x" })] });

describe("a tier is offered at", () => {
  it.each<[string, TierInput, SubscriptionFact | null, string[]]>([
    ["its price", {}, null, ["base_usd"]],
    ["its price and that of its seats", { seats: ["seat_usd"] }, null, ["base_usd seat_usd"]],
    [
      "no price that is not sold any more",
      { prices: ["base_old", "base_usd"] },
      null,
      ["base_usd"],
    ],
    ["no price that does not recur", { prices: ["base_once", "base_usd"] }, null, ["base_usd"]],
    [
      "no price by use, not being metered",
      { prices: ["base_use", "base_usd"] },
      null,
      ["base_usd"],
    ],
    ["no other product's price", { prices: ["elsewhere", "base_usd"] }, null, ["base_usd"]],
    ["no price that nobody knows", { prices: ["gone", "base_usd"] }, null, ["base_usd"]],
    ["the customer's currency", { prices: ["base_eur", "base_usd"] }, null, ["base_usd"]],
    ["the subscription's currency", { prices: ["base_usd", "base_eur"] }, inEur, ["base_eur"]],
    [
      "one currency for all of it",
      { prices: ["base_eur"], seats: ["seat_usd", "seat_eur"] },
      inEur,
      ["base_eur seat_eur"],
    ],
    [
      "no currency that a part of it lacks",
      { prices: ["base_eur"], seats: ["seat_usd"] },
      inEur,
      [],
    ],
    ["no price at all, where none recurs", { prices: ["base_once"] }, null, []],
    ["no price at all, where none is left", { prices: ["base_old"] }, null, []],
  ])("%s", (_what, tier, of, expected) => {
    expect(combinations(sell(tier), {}, of)).toEqual(expected);
  });

  const archived = { active: false };
  it.each<[string, ProductFact[], string[]]>([
    ["all there is of it", [base, seat], ["base_usd seat_usd"]],
    ["nothing where its base is archived", [{ ...base, ...archived }, seat], []],
    ["nothing where a part of it is archived", [base, { ...seat, ...archived }], []],
    ["nothing where a part of it is not known", [base], []],
    ["nothing where its base is not known", [seat], []],
  ])("%s", (_what, products, expected) => {
    expect(combinations(sell({ seats: ["seat_usd"] }), { products })).toEqual(expected);
  });
});

describe("of a session that leaves some prices", () => {
  const app = (name: string, id: string, maximum: number) => ({
    name,
    products: [{ product: "prod_base", prices: [id], quantity: { maximum } }],
  });
  const two = serviceSchema.parse({
    name: "Acme",
    tiers: [app("Basic", "base_usd", 5), app("Plus", "plus_usd", 50)],
  });
  const sold = [...prices, price("plus_usd", "base")];
  const onPlus = makeSubscription({
    items: [makeItem({ price: price("plus_usd", "base"), quantity: 20 })],
  });

  it.each<[string, string[] | null, SubscriptionFact | null, string[]]>([
    ["all may be chosen where it names none", null, null, ["base_usd to 5", "plus_usd to 50"]],
    ["only these may be chosen", ["plus_usd"], null, ["plus_usd to 50"]],
    ["none may be chosen but these", [], null, []],
    ["what is held is shown as it is", ["base_usd"], onPlus, ["base_usd to 5", "plus_usd to 50*"]],
  ])("%s", (_what, choosable, of, expected) => {
    const over = { prices: sold, ...(choosable === null ? {} : { choosable }) };
    const said = list(two, over, of).flatMap((plan) =>
      plan.prices.map(({ id, current, parts: [part] }) => {
        return `${id} to ${part?.terms?.maximum}${current ? "*" : ""}`;
      }),
    );
    expect(said).toEqual(expected);
  });

  it("the parts of a tier need not be named; what is billed by use alone does", () => {
    const choosable = ["base_usd"];
    expect(combinations(sell({ seats: ["seat_usd"] }), { choosable })).toEqual([
      "base_usd seat_usd",
    ]);
    const use = { product: "prod_base", role: "metered", prices: ["base_use"] };
    const byUse = serviceSchema.parse({ name: "Acme", tiers: [{ name: "Use", products: [use] }] });
    expect(combinations(byUse)).toEqual(["base_use"]);
    expect(combinations(byUse, { choosable })).toEqual([]);
  });
});

describe("a tier with room for 2 to 5 seats", () => {
  const room = { product: "prod_seat", role: "seats", prices: ["seat_usd"] };
  const small = serviceSchema.parse({
    name: "Acme",
    tiers: [
      {
        name: "Small",
        products: [
          { product: "prod_base", prices: ["base_usd"] },
          { ...room, quantity: { minimum: 2, maximum: 5 } },
        ],
      },
    ],
  });
  const held = makeSubscription({
    items: [
      makeItem({ price: price("base_usd", "base") }),
      makeItem({ id: "si_2", price: price("seat_usd", "seat"), quantity: 8 }),
    ],
  });

  it.each<[string, number, SubscriptionFact | null, string[]]>([
    ["is offered while it has room", 5, null, ["base_usd×1 seat_usd×5"]],
    ["is not offered where more are in use", 6, null, []],
    ["is shown with what is held all the same", 6, held, ["base_usd×1 seat_usd×8"]],
  ])("%s", (_what, minimum, of, expected) => {
    const snapshot = makeSnapshot({ prices, products: [base, seat], service: small });
    const portico = {
      ...makeConfiguration().portico,
      quantity: { seat: { ...unbounded, minimum } },
    };
    const plans = listPlans({ configuration: { ...makeConfiguration(), portico }, snapshot }, of);
    const said = plans.flatMap((plan) =>
      plan.prices.map(({ parts }) =>
        parts.map(({ priceId, quantity }) => `${priceId}×${quantity}`).join(" "),
      ),
    );
    expect(said).toEqual(expected);
  });
});

describe("a customer who was never billed", () => {
  it("may choose among all currencies", () => {
    const { customer } = makeSnapshot({ customer: { currency: null } });
    const both = { prices: ["base_usd", "base_eur"] };
    expect(combinations(sell(both), { customer })).toEqual(["base_usd", "base_eur"]);
    const seats = ["seat_usd"];
    const inOne = ["base_usd seat_usd"];
    expect(combinations(sell({ ...both, seats }), { customer })).toEqual(inOne);
    const turned = { prices: both.prices.toReversed(), seats };
    expect(combinations(sell(turned), { customer })).toEqual(inOne);
  });
});

describe("what is held is shown", () => {
  const held = (over: Partial<PriceFact> = {}) =>
    makeSubscription({ items: [makeItem({ price: price("base_usd", "base", over) })] });

  it("though its product was archived", () => {
    const products = [{ ...base, active: false }];
    expect(combinations(sell({}), { products }, held())).toEqual(["base_usd"]);
  });

  it("not at all where its product is not known", () => {
    expect(list(sell({}), { products: [seat] }, held())).toEqual([]);
    const both = [...held().items, makeItem({ id: "si_2", price: price("seat_usd", "seat") })];
    const whole = makeSubscription({ items: both });
    expect(combinations(sell({ seats: ["seat_usd"] }), {}, whole)).toEqual(["base_usd seat_usd"]);
    expect(list(sell({ seats: ["seat_usd"] }), { products: [base] }, whole)).toEqual([]);
  });

  it.each<[string, string, object | null]>([
    ["at its amount", "usd", { amount: 1000, currency: "usd" }],
    ["at no amount in another currency than its own", "eur", null],
  ])("%s", (_what, currency, expected) => {
    const [plan] = list(sell({}), {}, { ...held(), currency });
    expect(plan?.prices.map((one) => [one.current, one.price, one.parts[0]?.price])).toEqual([
      [true, expected, expected],
    ]);
  });
});

describe("a tier is described", () => {
  it.each<[string, object, object]>([
    ["by its product", {}, { description: "Of the product", features: ["of the product"] }],
    [
      "in its own words",
      { description: "Of the tier", features: ["of the tier"] },
      { description: "Of the tier", features: ["of the tier"] },
    ],
  ])("%s", (_what, own, expected) => {
    expect(list(sell({ own }))).toMatchObject([expected]);
  });

  it("by its link, where it is bought elsewhere", () => {
    const tiers = [{ name: "Enterprise", link: "https://acme.example/sales" }];
    const sold = serviceSchema.parse({ name: "Acme", tiers });
    expect(list(sold)).toMatchObject([{ ...tiers[0], productId: null, prices: [] }]);
  });

  it("not at all without products and a link", () => {
    expect(list(serviceSchema.parse({ name: "Acme", tiers: [{ name: "Soon" }] }))).toEqual([]);
  });
});
