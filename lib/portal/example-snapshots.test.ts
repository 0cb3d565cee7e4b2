import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { buildPortalView } from "./build-portal-view";
import { configurationSchema, type PortalConfiguration } from "./configuration";
import { buildExample, type ExampleName, exampleNames } from "./example-snapshots";
import { makeConfiguration, makePrice, makeProduct } from "./fact-builders";
import { wholeScope } from "./session-scope";
import type { PriceFact, ProductFact } from "./snapshot";

/** 31 January 2027: the next month has no such day. */
const now = 1_801_353_600;
const session = { id: "bps_preview", returnUrl: null, scope: wholeScope, flow: null };

const catalogue = {
  products: [
    makeProduct(),
    makeProduct({ id: "prod_pro", name: "Pro", unitLabel: "seat" }),
    makeProduct({ id: "prod_old", name: "Retired", active: false }),
  ],
  prices: [
    makePrice(),
    makePrice({ id: "price_pro", productId: "prod_pro", unitAmount: 3000 }),
    makePrice({
      id: "price_pro_year",
      productId: "prod_pro",
      unitAmount: 30_000,
      interval: { unit: "year", count: 1 },
    }),
  ],
};

function show(name: ExampleName, configuration = makeConfiguration(), from = catalogue) {
  const snapshot = buildExample(name, { configuration, catalogue: from, livemode: false, now });
  return buildPortalView({ session, configuration, snapshot, now });
}

function only(name: ExampleName, configuration?: PortalConfiguration) {
  const [subscription, ...others] = show(name, configuration).subscriptions;
  if (subscription === undefined || others.length > 0) throw new Error("One subscription expected");
  return subscription;
}

describe("an example customer", () => {
  it("subscribed: on the first plan of the list, renewing, with every action open", () => {
    const { name, status, horizon, actions } = only("subscribed");
    expect({ name, status }).toEqual({ name: "Starter", status: "active" });
    expect(horizon).toMatchObject({ kind: "renews", amount: { amount: 1000, currency: "usd" } });
    expect(actions.change_plan.allowed).toBe(true);
    expect(actions.cancel_subscription.allowed).toBe(true);
  });

  it("trialing: soon over, and the portal says so", () => {
    expect(only("trialing").horizon.kind).toBe("trial_until");
    expect(show("trialing").attention).toMatchObject([{ kind: "trial_ending" }]);
  });

  it("past_due: owes its newest invoice", () => {
    const view = show("past_due");
    expect(only("past_due").status).toBe("past_due");
    expect(view.attention).toMatchObject([{ kind: "past_due", payUrl: expect.any(String) }]);
    expect(view.invoices?.list.map(({ status }) => status).slice(0, 2)).toEqual(["open", "paid"]);
  });

  it("canceling: ends, and can be kept", () => {
    const { horizon, actions } = only("canceling");
    expect(horizon.kind).toBe("ends");
    expect(actions.undo_cancel.allowed).toBe(true);
  });

  it("canceled: is over", () => {
    expect(only("canceled").horizon).toMatchObject({ kind: "ended", at: now - 12 * 86_400 });
  });

  it("many_seats: many of what is sold by the unit", () => {
    expect(only("many_seats").items).toMatchObject([{ quantity: 25, unitLabel: "seat" }]);
  });

  it("several: two subscriptions to different plans", () => {
    expect(show("several").subscriptions.map(({ name }) => name)).toEqual(["Starter", "Pro"]);
  });

  it("no_subscription: nothing yet", () => {
    expect(show("no_subscription")).toMatchObject({
      subscriptions: [],
      paymentMethods: [],
      invoices: { list: [] },
    });
  });

  it.each(exampleNames)("%s has a name, and times that fit together", (name) => {
    const { customer, subscriptions, invoices } = show(name);
    expect(customer).toMatchObject({ name: expect.any(String), email: expect.any(String) });
    for (const { horizon } of subscriptions) {
      if (!("at" in horizon) || horizon.kind === "ended") continue;
      expect(horizon.at).toBeGreaterThan(now);
    }
    for (const { created } of invoices?.list ?? []) expect(created).toBeLessThan(now);
  });

  it("is on what the merchant sells when the plan list is empty", () => {
    expect(only("subscribed", configurationSchema.parse({})).name).toBe("Starter");
  });

  it("is on a plan of our own when the merchant sells nothing", () => {
    const none = { products: [], prices: [] };
    const view = show("subscribed", configurationSchema.parse({}), none);
    expect(view.subscriptions).toMatchObject([{ name: "Starter", horizon: { kind: "renews" } }]);
  });
});

const word = fc.string({ maxLength: 8 });
const few = (prefix: string) => fc.nat(3).map((number) => `${prefix}_${number}`);
const many = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 5 });

const product: fc.Arbitrary<ProductFact> = fc.record({
  id: few("prod"),
  name: word,
  description: fc.option(word),
  unitLabel: fc.option(word),
  active: fc.boolean(),
  features: many(word),
  metadata: fc.constant({}),
});

const price: fc.Arbitrary<PriceFact> = fc.record({
  id: few("price"),
  productId: few("prod"),
  active: fc.boolean(),
  currency: fc.constantFrom("usd", "jpy", "bhd"),
  unitAmount: fc.option(fc.maxSafeInteger()),
  interval: fc.option(
    fc.record({
      unit: fc.constantFrom("day", "week", "month", "year", "eon"),
      count: fc.integer(),
    }),
  ),
  usageType: fc.constantFrom("licensed", "metered", "barter"),
  tiersMode: fc.constant(null),
  startsAt: fc.constant(null),
  nickname: fc.constant(null),
  taxBehavior: fc.constant(null),
});

const configuration = fc
  .record({
    features: fc.record({
      invoice_history: fc.record({ enabled: fc.boolean() }),
      payment_method_update: fc.record({ enabled: fc.boolean() }),
      customer_update: fc.record({ enabled: fc.boolean() }),
      subscription_cancel: fc.record({
        enabled: fc.boolean(),
        mode: fc.constantFrom("at_period_end" as const, "immediately" as const),
      }),
      subscription_update: fc.record({
        enabled: fc.boolean(),
        default_allowed_updates: fc.constantFrom<"price"[]>(["price"], []),
        products: many(fc.record({ product: few("prod"), prices: many(few("price")) })),
      }),
    }),
  })
  .map((given) => configurationSchema.parse(given));

describe("whatever a merchant sells and configures", () => {
  it("every example is a view that can be shown, with as many subscriptions as it should have", () => {
    const scene = fc.record({
      configuration,
      catalogue: fc.record({ products: many(product), prices: many(price) }),
      livemode: fc.boolean(),
      now: fc.integer({ min: 0, max: 4_000_000_000 }),
    });
    fc.assert(
      fc.property(scene, fc.constantFrom(...exampleNames), (given, name) => {
        const snapshot = buildExample(name, given);
        const { configuration: settings, now: at } = given;
        const view = buildPortalView({ session, configuration: settings, snapshot, now: at });
        const expected = { no_subscription: 0, several: 2 }[String(name)] ?? 1;
        expect(view.subscriptions).toHaveLength(expected);
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
