import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { buildPortalView } from "./build-portal-view";
import { configurationSchema, type PortalConfiguration } from "./configuration";
import { cancellationReasons, customerUpdates } from "./features";
import { wholeScope } from "./session-scope";
import type { Snapshot } from "./snapshot";
import type { PortalView } from "./view";

/** Ids come from few, so that what refers and what is referred to often meet. */
const few = (prefix: string) => fc.constantFrom(`${prefix}_1`, `${prefix}_2`, `${prefix}_3`);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const word = fc.oneof(
  fc.constantFrom("__proto__", "constructor", ""),
  fc.string({ maxLength: 12 }),
);
const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
const currency = fc.constantFrom("usd", "eur", "jpy");
const money = fc.record({ amount: fc.maxSafeInteger(), currency });
const many = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 6 });
/** A change of plan needs many things at once: what allows it comes more often. */
const mostly = fc.constantFrom(true, true, true, false);
const rarely = fc.constantFrom(false, false, false, true);
const orRarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 1 });
const windowOf = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.record({ data: many(arbitrary), hasMore: fc.boolean() });

const price = fc.record({
  id: few("price"),
  productId: few("prod"),
  active: mostly,
  currency,
  unitAmount: orNull(fc.maxSafeInteger()),
  interval: orNull(fc.record({ unit: fc.constantFrom("month", "year", "eon"), count: fc.nat(12) })),
  usageType: fc.constantFrom("licensed", "licensed", "metered", "barter"),
  tiersMode: orRarely(fc.constantFrom("graduated", "volume")),
  startsAt: orNull(fc.nat()),
  nickname: orNull(word),
  taxBehavior: orNull(fc.constantFrom("inclusive", "exclusive", "unspecified")),
});

const paymentMethod = fc.record({
  id: few("pm"),
  type: word,
  brand: orNull(word),
  last4: orNull(word),
  expMonth: orNull(fc.integer({ min: 1, max: 12 })),
  expYear: orNull(fc.integer({ min: 2000, max: 2100 })),
});

const coupon = fc.record({
  id: few("coupon"),
  name: orNull(word),
  valid: fc.boolean(),
  percentOff: orNull(fc.nat(100)),
  amountOff: orNull(money),
  duration: fc.constantFrom("once", "repeating", "forever"),
  months: orNull(fc.nat(36)),
});

const item = fc.record({
  id: few("si"),
  price,
  quantity: orNull(fc.nat()),
  currentPeriodStart: seconds,
  currentPeriodEnd: seconds,
});

const status = fc.oneof(
  fc.constantFrom(
    "active",
    "active",
    "trialing",
    "past_due",
    "unpaid",
    "canceled",
    "incomplete",
    "paused",
  ),
  word,
);

const subscription = fc.record({
  id: few("sub"),
  status,
  currency,
  created: seconds,
  items: fc.oneof({ weight: 4, arbitrary: fc.tuple(item) }, fc.array(item, { maxLength: 2 })),
  cancelAtPeriodEnd: rarely,
  cancelAt: orRarely(seconds),
  endedAt: orNull(seconds),
  trialEnd: orNull(seconds),
  collectionMethod: fc.constantFrom("charge_automatically", "charge_automatically", "send_invoice"),
  collectionPaused: rarely,
  resumesAt: orNull(seconds),
  pausedAt: orNull(seconds),
  pendingUpdate: orRarely(fc.record({ expiresAt: seconds })),
  discounts: fc.array(
    fc.record({
      id: few("di"),
      coupon,
      promotionCodeId: orNull(few("promo")),
      endsAt: orNull(seconds),
    }),
    { maxLength: 1 },
  ),
  automaticTax: fc.boolean(),
  taxRates: many(few("txr")),
  scheduleId: orRarely(few("sched")),
  isScheduleOurs: fc.boolean(),
  scheduled: orRarely(
    fc.record({
      at: seconds,
      isOurs: fc.boolean(),
      items: many(fc.record({ priceId: few("price"), quantity: orNull(fc.nat(99)) })),
    }),
  ),
  defaultPaymentMethodId: orNull(few("pm")),
  ownPaymentMethod: orNull(paymentMethod),
  latestInvoiceId: orNull(few("in")),
  billingMode: fc.constantFrom("classic", "flexible"),
  begunBy: orRarely(few("pint")),
  resubscribes: orRarely(few("sub")),
  onBehalfOf: orNull(few("acct")),
});

const invoice = fc.record({
  id: few("in"),
  number: orNull(word),
  created: seconds,
  status: fc.oneof(fc.constantFrom("draft", "open", "paid"), word),
  total: money,
  amountDue: money,
  subscriptionId: orNull(few("sub")),
  onBehalfOf: orNull(few("acct")),
  hostedUrl: orNull(fc.webUrl()),
  pdfUrl: orNull(fc.webUrl()),
});

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  takenAt: seconds,
  timeAhead: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  livemode: fc.boolean(),
  customer: fc.record({
    id: few("cus"),
    name: orNull(word),
    email: orNull(word),
    phone: orNull(word),
    address: orNull(
      fc.record({
        line1: orNull(word),
        line2: orNull(word),
        city: orNull(word),
        state: orNull(word),
        postalCode: orNull(word),
        country: orNull(word),
      }),
    ),
    taxIds: many(fc.record({ id: few("txi"), type: word, value: word })),
    preferredLocales: many(word),
    balance: fc.integer(),
    currency: orNull(currency),
    defaultPaymentMethodId: orNull(few("pm")),
  }),
  subscriptions: windowOf(subscription),
  paymentMethods: windowOf(paymentMethod),
  invoices: windowOf(invoice),
  products: many(
    fc.record({
      id: few("prod"),
      name: word,
      description: orNull(word),
      unitLabel: orNull(word),
      active: mostly,
      features: many(word),
      metadata: fc.constant({}),
    }),
  ),
  prices: many(price),
  upcoming: many(fc.record({ subscriptionId: few("sub"), date: seconds, amountDue: money })),
  service: fc.constant(null),
  offer: orNull(fc.record({ coupon, isUsed: fc.boolean() })),
  feedbackOptions: many(fc.record({ id: few("fbo"), text: word })),
});

const configuration: fc.Arbitrary<PortalConfiguration> = fc
  .record({
    features: fc.record({
      invoice_history: fc.record({ enabled: fc.boolean() }),
      payment_method_update: fc.record({ enabled: fc.boolean() }),
      customer_update: fc.record({
        enabled: fc.boolean(),
        allowed_updates: fc.subarray([...customerUpdates]),
      }),
      subscription_cancel: fc.record({
        enabled: fc.boolean(),
        mode: fc.constantFrom("at_period_end" as const, "immediately" as const),
        cancellation_reason: fc.record({
          enabled: fc.boolean(),
          options: many(fc.constantFrom(...cancellationReasons)),
        }),
      }),
      subscription_update: fc.record({
        enabled: mostly,
        default_allowed_updates: fc.constantFrom<("price" | "quantity")[]>(
          ["price"],
          ["quantity"],
          [],
        ),
        products: many(fc.record({ product: few("prod"), prices: many(few("price")) })),
      }),
    }),
    portico: fc.record({
      invoice_history: fc.record({
        scope: fc.constantFrom("all" as const, "subscription" as const),
      }),
      subscription_cancel: fc.record({ message: orNull(word), instructions: orNull(word) }),
    }),
  })
  .map((given) => configurationSchema.parse(given));

const scene = fc.record({ configuration, snapshot, now: seconds, stale: fc.boolean() });
const session = { id: "bps_1", returnUrl: null, scope: wholeScope, flow: null };
const often = { numRuns: runs(10_000) };

/** Every allowed action, with its target: a plan change once for each price that could be chosen. */
function allowed({ subscriptions, paymentMethods, billing }: PortalView): Set<string> {
  const ofSubscriptions = subscriptions.flatMap(({ actions }, index) => {
    const { change_plan: change, cancel_subscription: cancel, undo_cancel: undo } = actions;
    const prices = change.allowed ? change.plans.flatMap((plan) => plan.prices) : [];
    return [
      ...prices.filter(({ current }) => !current).map(({ id }) => `change ${index} ${id}`),
      ...(cancel.allowed ? [`cancel ${index} ${cancel.mode}`] : []),
      ...(undo.allowed ? [`undo ${index}`] : []),
    ];
  });
  const ofMethods = (paymentMethods ?? []).flatMap(({ id, actions }) =>
    actions.set_default_payment_method.allowed ? [`default ${id}`] : [],
  );
  const update = billing?.actions.update_customer;
  const ofCustomer = update?.allowed ? update.fields.map((field) => `update ${field}`) : [];
  return new Set([...ofSubscriptions, ...ofMethods, ...ofCustomer]);
}

/** The same configuration with one feature switched off. */
function without(
  configuration: PortalConfiguration,
  feature: keyof PortalConfiguration["features"],
): PortalConfiguration {
  const { features } = configuration;
  return configurationSchema.parse({
    ...configuration,
    features: { ...features, [feature]: { ...features[feature], enabled: false } },
  });
}

describe("whatever Stripe and the merchant say", () => {
  it("every kind of action is met among the cases below", () => {
    const views = fc
      .sample(scene, { numRuns: 800, seed: 1 })
      .map((given) => buildPortalView({ session, ...given, stale: false }));
    const verbs = views.flatMap((view) => [...allowed(view)].map((action) => action.split(" ")[0]));
    expect(new Set(verbs)).toEqual(new Set(["change", "cancel", "undo", "default", "update"]));
  });

  it("a view can be built, and written as JSON", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const view = buildPortalView({ session, ...given });
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
      }),
      often,
    );
  });

  it("the same input gives the same view, and is left as it was", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const before = structuredClone(given);
        const first = buildPortalView({ session, ...given });
        expect(buildPortalView({ session, ...given })).toEqual(first);
        expect(given).toEqual(before);
      }),
      often,
    );
  });

  it.each([
    ["subscription_cancel", /^(cancel|undo)/],
    ["subscription_update", /^change/],
    ["payment_method_update", /^default/],
    ["customer_update", /^update/],
  ] as const)("%s switched off takes its actions away and adds none", (feature, itsActions) => {
    fc.assert(
      fc.property(scene, (given) => {
        const before = allowed(buildPortalView({ session, ...given }));
        const narrowed = without(given.configuration, feature);
        const after = allowed(buildPortalView({ session, ...given, configuration: narrowed }));
        const rest = [...before].filter((action) => !itsActions.test(action));
        expect([...after].sort()).toEqual(rest.sort());
      }),
      often,
    );
  });

  it("no price is on offer that the configuration does not list and Stripe does not hold", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const listed = given.configuration.features.subscription_update.products.flatMap(
          (p) => p.prices,
        );
        const held = given.snapshot.prices.map(({ id }) => id);
        for (const action of allowed(buildPortalView({ session, ...given }))) {
          if (!action.startsWith("change")) continue;
          const id = action.split(" ")[2];
          expect(listed).toContain(id);
          expect(held).toContain(id);
        }
      }),
      often,
    );
  });
});

describe("no view", () => {
  it("shows an invoice out of scope, or a draft", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { list = [] } = buildPortalView({ session, ...given }).invoices ?? {};
        const all = given.configuration.portico.invoice_history.scope === "all";
        for (const { status, subscriptionId } of list) {
          expect(status).not.toBe("draft");
          expect(all || subscriptionId !== null).toBe(true);
        }
      }),
      often,
    );
  });

  it("offers a reason that the configuration does not", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { enabled, options } =
          given.configuration.features.subscription_cancel.cancellation_reason;
        for (const { actions } of buildPortalView({ session, ...given }).subscriptions) {
          const { cancel_subscription: cancel } = actions;
          if (!cancel.allowed) continue;
          const given = cancel.reasons?.flatMap((one) =>
            one.kind === "stripe" ? [one.feedback] : [],
          );
          expect(given).toEqual(enabled ? [...new Set(options)] : undefined);
        }
      }),
      often,
    );
  });

  it("offers a field of the billing information that the configuration does not", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const listed = given.configuration.features.customer_update.allowed_updates;
        const verbs = [...allowed(buildPortalView({ session, ...given }))];
        const fields = verbs.filter((verb) => verb.startsWith("update"));
        expect(fields.every((verb) => listed.some((field) => verb === `update ${field}`))).toBe(
          true,
        );
      }),
      often,
    );
  });

  it("lets one subscription be both cancelled and kept", () => {
    fc.assert(
      fc.property(scene, (given) => {
        for (const { actions } of buildPortalView({ session, ...given }).subscriptions) {
          expect(actions.cancel_subscription.allowed && actions.undo_cancel.allowed).toBe(false);
        }
      }),
      often,
    );
  });

  it("that is stale allows anything", () => {
    fc.assert(
      fc.property(scene, (given) => {
        expect(allowed(buildPortalView({ session, ...given, stale: true }))).toEqual(new Set());
      }),
      often,
    );
  });
});
