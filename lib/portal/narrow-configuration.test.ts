import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { runs } from "@/scripts/runs";
import { configurationSchema, type PortalConfiguration } from "./configuration";
import { narrowConfiguration } from "./narrow-configuration";
import { narrowable, type SessionOptions, sessionOptionsSchema } from "./session-options";

type Document = z.input<typeof configurationSchema>;
type Narrow = NonNullable<z.input<typeof sessionOptionsSchema>["narrow"]>;

const options = (narrow: Narrow): SessionOptions => sessionOptionsSchema.parse({ narrow });

/** Everything on that there is. */
const open: Document = {
  features: {
    subscription_pause: { enabled: true },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "quantity", "promotion_code"],
      products: [
        { product: "prod_a", prices: ["price_a", "price_b"] },
        { product: "prod_b", prices: ["price_c"], adjustable_quantity: { enabled: true } },
      ],
    },
  },
  portico: {
    subscription_resubscribe: { enabled: true, allow_promotion_code: true },
    promotion_code: { enabled: true },
    plan_picker: { enabled: true },
    add_ons: { enabled: true },
    quantity: { seat: { minimum: 2, maximum: 20, step: 3 } },
  },
};

const narrowed = (narrow: Narrow, document: Document = open) =>
  narrowConfiguration(configurationSchema.parse(document), options(narrow));

const isOn: Record<(typeof narrowable)[number], (document: PortalConfiguration) => boolean> = {
  customer_update: ({ features }) => features.customer_update.enabled,
  invoice_history: ({ features }) => features.invoice_history.enabled,
  payment_method_update: ({ features }) => features.payment_method_update.enabled,
  subscription_cancel: ({ features }) => features.subscription_cancel.enabled,
  subscription_pause: ({ features }) => features.subscription_pause.enabled,
  subscription_update: ({ features }) => features.subscription_update.enabled,
  subscription_resubscribe: ({ portico }) => portico.subscription_resubscribe.enabled,
  plan_picker: ({ portico }) => portico.plan_picker.enabled,
  add_ons: ({ portico }) => portico.add_ons.enabled,
  promotion_code: ({ features, portico }) =>
    portico.promotion_code.enabled ||
    portico.subscription_resubscribe.allow_promotion_code ||
    features.subscription_update.default_allowed_updates.includes("promotion_code"),
};

describe("a session that switches off", () => {
  it.each(narrowable)("%s loses that and nothing else", (name) => {
    const left = narrowed({ disable: [name] });
    for (const other of narrowable)
      expect([other, isOn[other](left)]).toEqual([other, other !== name]);
  });

  it("nothing has all of its configuration", () => {
    expect(narrowed({})).toEqual(configurationSchema.parse(open));
  });
});

describe("a session that names prices", () => {
  it.each<[string, string[], unknown]>([
    [
      "some",
      ["price_b", "price_c"],
      [
        ["prod_a", ["price_b"]],
        ["prod_b", ["price_c"]],
      ],
    ],
    ["those of one product", ["price_c"], [["prod_b", ["price_c"]]]],
    ["none", [], []],
    ["others than are on the list", ["price_x"], []],
    ["listed and others", ["price_x", "price_a"], [["prod_a", ["price_a"]]]],
  ])("%s leaves the listed ones among them", (_what, prices, expected) => {
    const { products } = narrowed({ prices }).features.subscription_update;
    expect(products.map(({ product, prices: left }) => [product, left])).toEqual(expected);
  });

  it("offers no other in a retention flow or as an up-sell, and every one of these", () => {
    const switchTo = (price: string) => ({ type: "switch_plan" as const, price });
    const document: Document = {
      portico: {
        upsell: { kind: "next_tier", price: "price_b" },
        subscription_cancel: {
          flow: {
            offers: [{ offer: switchTo("price_a") }, { offer: switchTo("price_b") }],
            fallback: switchTo("price_b"),
          },
        },
      },
    };
    const { upsell, subscription_cancel: cancel } = narrowed(
      { prices: ["price_a"] },
      document,
    ).portico;
    expect(upsell).toBeNull();
    expect(cancel.flow?.offers.map(({ offer }) => offer.price)).toEqual(["price_a"]);
    expect(cancel.flow?.fallback).toBeNull();
    const kept = narrowed({ prices: ["price_b"] }, document).portico;
    expect(kept.upsell).toEqual(document.portico?.upsell);
    expect(kept.subscription_cancel.flow?.fallback).toMatchObject({ price: "price_b" });
  });

  it("leaves offers that are of no price", () => {
    const pause = { type: "pause" as const };
    const document: Document = {
      portico: { subscription_cancel: { flow: { offers: [{ offer: pause }], fallback: pause } } },
    };
    const { flow } = narrowed({ prices: [] }, document).portico.subscription_cancel;
    expect(flow).toMatchObject({ offers: [{ offer: pause }], fallback: pause });
  });
});

describe("bounds of a quantity", () => {
  type Bounds = { minimum?: number; maximum?: number };
  // The configuration allows 2, 5, 8, … 20 seats.
  it.each<[string, Narrow, object]>([
    ["tighter", bounds({ minimum: 5, maximum: 11 }), { minimum: 5, maximum: 11, step: 3 }],
    ["looser", bounds({ minimum: 0, maximum: 99 }), { minimum: 2, maximum: 20, step: 3 }],
    ["between two steps", bounds({ minimum: 6 }), { minimum: 8, maximum: 20, step: 3 }],
    ["to one number", bounds({ minimum: 18 }), { minimum: 20, maximum: 20, step: 3 }],
    ["above the maximum", bounds({ minimum: 21 }), { minimum: 1, maximum: 0, step: 1 }],
    ["contradictory", bounds({ minimum: 9, maximum: 8 }), { minimum: 1, maximum: 0, step: 1 }],
    ["below the minimum", bounds({ maximum: 1 }), { minimum: 1, maximum: 0, step: 1 }],
    ["by what is in use", { in_use: { seat: 7 } }, { minimum: 8, maximum: 20, step: 3 }],
    [
      "by less in use than the minimum",
      { in_use: { seat: 1 } },
      { minimum: 2, maximum: 20, step: 3 },
    ],
    [
      "by more in use than the maximum",
      { in_use: { seat: 30 } },
      { minimum: 1, maximum: 0, step: 1 },
    ],
    [
      "by the stricter of both",
      { ...bounds({ minimum: 14 }), in_use: { seat: 3 } },
      { minimum: 14, maximum: 20, step: 3 },
    ],
  ])("%s", (_what, narrow, expected) => {
    expect(narrowed(narrow).portico.quantity).toEqual({ seat: expected });
  });

  it("hold where the configuration has none, and switch nothing on", () => {
    const left = narrowed({ quantity: { desk: { minimum: 3 } } });
    expect(left.portico.quantity["desk"]).toEqual({ minimum: 3, maximum: null, step: 1 });
    const most = narrowed({ quantity: { desk: { maximum: 4 } } }).portico.quantity["desk"];
    expect(most).toEqual({ minimum: 0, maximum: 4, step: 1 });
    const odd = narrowed({ in_use: { toString: 4 } }).portico.quantity;
    expect(Object.entries(odd)).toContainEqual([
      "toString",
      { minimum: 4, maximum: null, step: 1 },
    ]);
    expect(left.features).toEqual(configurationSchema.parse(open).features);
  });

  function bounds(seat: Bounds): Narrow {
    return { quantity: { seat } };
  }
});

const label = fc.constantFrom("seat", "desk", "toString");
const count = fc.nat(40);
const price = fc.constantFrom("price_a", "price_b", "price_c", "price_d");
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const anyConfiguration = fc
  .record({
    on: fc.uniqueArray(fc.constantFrom(...narrowable)),
    plans: fc.array(fc.uniqueArray(price), { maxLength: 3 }),
    offers: fc.array(price, { maxLength: 3 }),
    upsell: orNull(price),
    quantity: fc.dictionary(
      label,
      fc.record({ minimum: count, maximum: orNull(count), step: fc.integer({ min: 1, max: 7 }) }),
    ),
  })
  .map(({ on, plans, offers, upsell, quantity }) => {
    const offer = (to: string) => ({ type: "switch_plan" as const, price: to });
    const [fallback] = offers;
    const has = (name: (typeof narrowable)[number]) => ({ enabled: on.includes(name) });
    return configurationSchema.parse({
      features: {
        customer_update: has("customer_update"),
        invoice_history: has("invoice_history"),
        payment_method_update: has("payment_method_update"),
        subscription_cancel: has("subscription_cancel"),
        subscription_pause: has("subscription_pause"),
        subscription_update: {
          ...has("subscription_update"),
          default_allowed_updates: on.includes("promotion_code") ? ["promotion_code"] : ["price"],
          products: plans.map((prices, index) => ({ product: `prod_${index}`, prices })),
        },
      },
      portico: {
        promotion_code: has("promotion_code"),
        plan_picker: has("plan_picker"),
        add_ons: has("add_ons"),
        subscription_resubscribe: has("subscription_resubscribe"),
        quantity,
        upsell: upsell && { kind: "next_tier", price: upsell },
        subscription_cancel: {
          flow: {
            offers: offers.map((to) => ({ offer: offer(to) })),
            fallback: fallback === undefined ? null : offer(fallback),
          },
        },
      },
    });
  });

const anyNarrowing = fc
  .record(
    {
      disable: fc.uniqueArray(fc.constantFrom(...narrowable)),
      prices: orNull(fc.uniqueArray(price)),
      quantity: fc.dictionary(label, fc.record({ minimum: orNull(count), maximum: orNull(count) })),
      in_use: fc.dictionary(label, count),
    },
    { requiredKeys: [] },
  )
  .map(options);

/** Everything a customer could do by a configuration, one word for each. */
function powersOf(document: PortalConfiguration): Set<string> {
  const { features, portico } = document;
  const { products } = features.subscription_update;
  const { flow } = portico.subscription_cancel;
  const offers = [...(flow?.offers.map(({ offer }) => offer) ?? []), flow?.fallback ?? null];
  return new Set([
    ...narrowable.filter((name) => isOn[name](document)),
    ...features.subscription_update.default_allowed_updates.map((kind) => `allows ${kind}`),
    ...products.flatMap(({ product, prices }) => prices.map((id) => `${product} at ${id}`)),
    ...offers.flatMap((offer) => (offer === null ? [] : [`offer of ${offer.price}`])),
    `up-sell of ${portico.upsell?.price ?? "nothing"}`,
    ...["seat", "desk", "toString"].flatMap((unit) => quantitiesOf(document, unit)),
  ]);
}

/** How many of a unit could be had, up to 60: from the minimum on in whole steps. */
function quantitiesOf({ portico }: PortalConfiguration, unit: string): string[] {
  const bounds = Object.hasOwn(portico.quantity, unit) ? portico.quantity[unit] : undefined;
  const { minimum, maximum, step } = bounds ?? { minimum: 0, maximum: null, step: 1 };
  return Array.from({ length: 61 }, (_, number) => number)
    .filter((number) => number >= minimum && (number - minimum) % step === 0)
    .filter((number) => maximum === null || number <= maximum)
    .map((number) => `${number} of ${unit}`);
}

describe("whatever a session narrows", () => {
  it("is never wider than its configuration", () => {
    fc.assert(
      fc.property(anyConfiguration, anyNarrowing, (configuration, narrow) => {
        const before = powersOf(configuration);
        before.add("up-sell of nothing");
        const gained = [...powersOf(narrowConfiguration(configuration, narrow))].filter(
          (power) => !before.has(power),
        );
        expect(gained).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it("is the same when it is narrowed twice", () => {
    fc.assert(
      fc.property(anyConfiguration, anyNarrowing, (configuration, narrow) => {
        const once = narrowConfiguration(configuration, narrow);
        expect(narrowConfiguration(once, narrow)).toEqual(once);
      }),
      { numRuns: runs(500) },
    );
  });

  it("keeps to what the session says", () => {
    fc.assert(
      fc.property(anyConfiguration, anyNarrowing, (configuration, given) => {
        const left = [...powersOf(narrowConfiguration(configuration, given))];
        expect(left.filter((power) => isForbidden(power, given.narrow))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  function isForbidden(
    power: string,
    { disable, prices, in_use: inUse }: SessionOptions["narrow"],
  ): boolean {
    if (disable.some((name) => name === power)) return true;
    const [, id] = / (?:at|of) (price_\w)$/.exec(power) ?? [];
    if (id !== undefined) return prices !== null && !prices.includes(id);
    const [, number, unit = ""] = /^(\d+) of (\w+)$/.exec(power) ?? [];
    const used = Object.hasOwn(inUse, unit) ? (inUse[unit] ?? 0) : 0;
    return number !== undefined && Number(number) < used;
  }
});
