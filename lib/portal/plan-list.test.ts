import { describe, expect, it } from "vitest";
import {
  makeConfiguration,
  makeItem,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  planFeature,
} from "./fact-builders";
import { listPlans } from "./plan-list";
import { type Service, serviceSchema } from "./service";
import type { PriceFact, SubscriptionFact } from "./snapshot";
import type { PlanView } from "./view";

const yearly = { unit: "year", count: 1 };
const price = (id: string, product: string, over: Partial<PriceFact> = {}) =>
  makePrice({ id, productId: `prod_${product}`, ...over });
const teamBase = price("base_m", "team");
const teamSeat = price("seat_m", "seat", { unitAmount: 800 });
const teamUse = price("use_m", "use", { usageType: "metered" });
const prices = [
  teamBase,
  teamSeat,
  teamUse,
  price("base_y", "team", { interval: yearly }),
  price("seat_y", "seat", { interval: yearly }),
  price("use_y", "use", { interval: yearly, usageType: "metered" }),
  price("base_eur", "team", { currency: "eur" }),
  price("seat_eur", "seat", { currency: "eur" }),
  price("solo_m", "solo"),
  price("solo_old", "solo", { active: false }),
];
const products = [
  makeProduct({ id: "prod_team", name: "Team" }),
  makeProduct({ id: "prod_seat", name: "Seats", unitLabel: "seat" }),
  makeProduct({ id: "prod_use", name: "Messages", unitLabel: "message" }),
  makeProduct({ id: "prod_solo", name: "Solo" }),
];
const service = serviceSchema.parse({
  name: "Acme",
  tiers: [
    { name: "Solo", products: [{ product: "prod_solo", prices: ["solo_m", "solo_old"] }] },
    {
      name: "Team",
      products: [
        {
          product: "prod_seat",
          role: "seats",
          prices: ["seat_m", "seat_y", "seat_eur"],
          quantity: { minimum: 2, maximum: 20, step: 2 },
        },
        { product: "prod_team", prices: ["base_m", "base_y", "base_eur"] },
        { product: "prod_use", role: "metered", prices: ["use_m", "use_y"] },
      ],
    },
    { name: "Enterprise", link: "https://acme.example/sales" },
  ],
});

function list(subscription: SubscriptionFact | null, sold: Service | null = service): PlanView[] {
  const snapshot = makeSnapshot({ prices, products, service: sold });
  return listPlans({ configuration: makeConfiguration(), snapshot }, subscription);
}

/** "Team base_m*: base_m×1 seat_m×4 use_m": the current one with a star. */
function say(plans: readonly PlanView[]): string[] {
  return plans.flatMap(({ name, prices: choices, link }) =>
    link !== null
      ? [`${name} ${link}`]
      : choices.map(({ id, current, parts }) => {
          const all = parts.map((part) =>
            part.quantity === null ? part.priceId : `${part.priceId}×${part.quantity}`,
          );
          return `${name} ${id}${current ? "*" : ""}: ${all.join(" ")}`;
        }),
  );
}

const onTeam = makeSubscription({
  items: [
    makeItem({ id: "si_1", price: teamSeat, quantity: 5 }),
    makeItem({ id: "si_2", price: teamBase }),
    makeItem({ id: "si_3", price: teamUse, quantity: null }),
  ],
});
const link = "Enterprise https://acme.example/sales";

describe("a service's tiers", () => {
  it("are plans of all their products, the base first, at each interval and currency they all have", () => {
    expect(say(list(null))).toEqual([
      "Solo solo_m: solo_m×1",
      "Team base_m: base_m×1 seat_m×2 use_m",
      "Team base_y: base_y×1 seat_y×2 use_y",
      link,
    ]);
  });

  it("mark exactly what is held, and carry its quantities over as near as may be", () => {
    expect(say(list(onTeam))).toEqual([
      "Solo solo_m: solo_m×1",
      "Team base_m*: base_m×1 seat_m×5 use_m",
      "Team base_y: base_y×1 seat_y×6 use_y",
      link,
    ]);
  });

  it("mark nothing where something is missing, or too much", () => {
    const less = makeSubscription({ items: onTeam.items.slice(0, 2) });
    const more = makeSubscription({
      items: [...onTeam.items, makeItem({ id: "si_4", price: price("solo_m", "solo") })],
    });
    const mixed = makeSubscription({
      items: onTeam.items.map((item) =>
        item.price === teamUse ? { ...item, price: { ...teamUse, interval: yearly } } : item,
      ),
    });
    for (const one of [less, more, mixed]) expect(say(list(one)).join()).not.toContain("*");
  });

  it("show an archived price that is held, beside the one on sale", () => {
    const old = makeItem({ price: price("solo_old", "solo", { active: false }) });
    expect(say(list(makeSubscription({ items: [old] }))).slice(0, 2)).toEqual([
      "Solo solo_old*: solo_old×1",
      "Solo solo_m: solo_m×1",
    ]);
  });

  it("are nothing where the service sells nothing, whatever the configuration lists", () => {
    expect(list(null, { name: "Acme", tiers: [] })).toEqual([]);
  });
});

describe("without a service", () => {
  it("the configuration's list is the plans, and several items are none of them", () => {
    const snapshot = makeSnapshot();
    const seen = { configuration: makeConfiguration(), snapshot };
    const two = makeSubscription({ items: [makeItem(), makeItem({ id: "si_2" })] });
    expect(say(listPlans(seen, makeSubscription()))[0]).toBe(
      "Starter price_starter*: price_starter×1",
    );
    expect(say(listPlans(seen, two)).join()).not.toContain("*");
  });

  it("a product of which nothing is on sale is none of them", () => {
    const products = [
      { product: "prod_starter", prices: [] },
      { product: "prod_pro", prices: [] },
    ];
    const configuration = makeConfiguration({ subscription_update: planFeature({ products }) });
    const seen = { configuration, snapshot: makeSnapshot() };
    expect(listPlans(seen, makeSubscription())).toEqual([]);
  });

  it.each<[string, string | null, string[]]>([
    ["are in the customer's currency", "usd", ["price_starter"]],
    ["are in any currency for who was never billed", null, ["price_starter", "price_eur"]],
  ])("the plans to begin with %s", (_what, currency, expected) => {
    const products = [{ product: "prod_starter", prices: ["price_starter", "price_eur"] }];
    const configuration = makeConfiguration({ subscription_update: planFeature({ products }) });
    const inEur = makePrice({ id: "price_eur", currency: "eur" });
    const snapshot = makeSnapshot({ customer: { currency }, prices: [makePrice(), inEur] });
    const listed = listPlans({ configuration, snapshot }, null);
    expect(listed.flatMap((plan) => plan.prices.map(({ id }) => id))).toEqual(expected);
  });

  it.each<[string, number, string[]]>([
    ["is a plan while it has room for what is in use", 5, ["price_starter", "price_pro"]],
    ["is none where it has not", 6, ["price_starter"]],
  ])("a product of at most five %s", (_what, minimum, expected) => {
    const five = { adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 } };
    const products = [
      { product: "prod_starter", prices: ["price_starter"] },
      { product: "prod_pro", prices: ["price_pro"], ...five },
    ];
    const given = makeConfiguration({ subscription_update: planFeature({ products }) });
    const quantity = { seat: { minimum, maximum: null, step: 1 } };
    const configuration = { ...given, portico: { ...given.portico, quantity } };
    const snapshot = makeSnapshot({
      products: [makeProduct(), makeProduct({ id: "prod_pro", unitLabel: "seat" })],
    });
    const listed = listPlans({ configuration, snapshot }, makeSubscription());
    expect(listed.flatMap((plan) => plan.prices.map(({ id }) => id))).toEqual(expected);
  });

  it("as many as are held are carried over to every plan", () => {
    const seen = { configuration: makeConfiguration(), snapshot: makeSnapshot() };
    const held = makeSubscription({ items: [makeItem({ quantity: 3 })] });
    expect(say(listPlans(seen, held))).toEqual([
      "Starter price_starter*: price_starter×3",
      "Pro price_pro: price_pro×3",
      "Pro price_pro_year: price_pro_year×3",
    ]);
  });

  it("what is held has no amount in another currency than its own", () => {
    const seen = { configuration: makeConfiguration(), snapshot: makeSnapshot() };
    const [plan] = listPlans(seen, makeSubscription({ currency: "eur" }));
    expect(plan?.prices).toMatchObject([{ id: "price_starter", current: true, price: null }]);
  });
});
