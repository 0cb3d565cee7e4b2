import { describe, expect, it } from "vitest";
import { deriveService } from "./derive-service";
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
import { fitQuantity, isPossible, termsOf } from "./quantity-terms";
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
});

describe("how many may be chosen", () => {
  const terms = (metadata: Record<string, string>, portico = {}, own = {}) => {
    const seat = makeProduct({ unitLabel: "seat", metadata });
    const listed = [{ product: "prod_starter", prices: ["price_starter"], ...own }];
    const configuration = {
      ...makeConfiguration({ subscription_update: planFeature({ products: listed }) }),
    };
    const snapshot = makeSnapshot({ products: [seat] });
    const quantity = { seat: { minimum: 0, maximum: null, step: 1, ...portico } };
    return termsOf(makePrice(), {
      configuration: { ...configuration, portico: { ...configuration.portico, quantity } },
      snapshot,
    });
  };
  const tagged = { sb_quantity_enabled: "true" };
  const adjustable = (minimum: number, maximum: number | null) => ({
    adjustable_quantity: { enabled: true, minimum, maximum },
  });

  it.each([
    ["nothing says so", terms({}), null],
    ["the product is tagged", terms(tagged), { minimum: 0, maximum: null, step: 1 }],
    ["tagged otherwise", terms({ sb_quantity_enabled: "yes" }), null],
    [
      "the unit has bounds",
      terms(tagged, { minimum: 3, maximum: 9, step: 3 }),
      { minimum: 3, maximum: 9, step: 3 },
    ],
    ["the list has bounds", terms({}, {}, adjustable(2, 8)), { minimum: 2, maximum: 8, step: 1 }],
    [
      "both hold",
      terms({}, { minimum: 0, maximum: 20, step: 5 }, adjustable(2, 12)),
      { minimum: 5, maximum: 12, step: 5 },
    ],
    ["they leave no number", terms({}, { minimum: 9 }, adjustable(1, 8)), null],
  ])("%s", (_what, given, expected) => {
    expect(given).toEqual(expected);
  });

  it("is never one of what is billed by use", () => {
    const seen = { configuration: makeConfiguration(), snapshot: makeSnapshot() };
    expect(termsOf(makePrice({ usageType: "metered" }), seen)).toBeNull();
  });

  it.each([
    [1, 2],
    [2, 2],
    [3, 5],
    [5, 5],
    [9, 8],
    [100, 8],
  ])("the nearest to %i is %i", (wanted, nearest) => {
    const stepped = { minimum: 2, maximum: 9, step: 3 };
    expect(fitQuantity(wanted, stepped)).toBe(nearest);
    expect(isPossible(nearest, stepped)).toBe(true);
    expect(isPossible(wanted, stepped)).toBe(wanted === nearest);
  });
});

describe("a service out of product metadata", () => {
  const tag = (id: string, metadata: Record<string, string>, unitLabel: string | null = null) =>
    makeProduct({
      id: `prod_${id}`,
      name: id,
      unitLabel,
      metadata: { sb_service: "Acme", ...metadata },
    });
  const sold = [
    price("pro_m", "pro", { unitAmount: 5000 }),
    price("pro_use", "pro", { usageType: "metered" }),
    price("seat_m", "seat", { unitAmount: 100 }),
    price("lite_m", "lite", { unitAmount: 900 }),
    price("extra_m", "extra"),
    price("plan_m", "plan"),
    price("once", "lite", { interval: null }),
  ];
  const all = [
    tag("seat", { sb_tier: "Pro" }, "seat"),
    tag("pro", { sb_tier: "Pro" }),
    tag("lite", {}),
    tag("extra", { sb_tier: "Pro", sb_addon: "true" }),
    tag("plan", { sb_plan_iterations: "3" }),
    makeProduct({ id: "prod_other", metadata: { sb_service: "Other" } }),
  ];

  it("has its tiers cheapest first, each with everything that belongs to it", () => {
    const derived = deriveService("Acme", all, sold);
    expect(
      derived?.tiers.map(({ name, products: parts }) => [
        name,
        ...parts.map((part) => `${part.role} ${part.prices.join(" ")}`),
      ]),
    ).toEqual([
      ["lite", "base lite_m"],
      ["Pro", "base pro_m", "seats seat_m", "metered pro_use"],
    ]);
  });

  it("is none where no product has its name", () => {
    expect(deriveService("Nobody", all, sold)).toBeNull();
  });
});
