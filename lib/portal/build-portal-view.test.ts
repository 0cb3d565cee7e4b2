import { describe, expect, it } from "vitest";
import { buildPortalView, type ViewInput } from "./build-portal-view";
import { configurationSchema } from "./configuration";
import {
  makeConfiguration,
  makeInvoice,
  makeItem,
  makePaymentMethod,
  makePrice,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
} from "./fact-builders";
import { wholeScope } from "./session-scope";
import type { PriceFact, SubscriptionFact, UpcomingFact } from "./snapshot";

function view(over: Partial<ViewInput> = {}) {
  return buildPortalView({
    session: { id: "bps_1", returnUrl: null, scope: wholeScope, flow: null },
    configuration: makeConfiguration(),
    snapshot: makeSnapshot(),
    now: midPeriod,
    ...over,
  });
}

/** Whatever in a view is allowed or not, wherever it stands. */
function findAllowances(part: unknown): object[] {
  if (typeof part !== "object" || part === null) return [];
  return "allowed" in part ? [part] : Object.values(part).flatMap(findAllowances);
}

describe("the horizon", () => {
  const upcoming: UpcomingFact[] = [
    { subscriptionId: "sub_1", date: periodEnds + 3, amountDue: { amount: 900, currency: "usd" } },
  ];
  const soon = { amount: 900, currency: "usd" };
  const trial = { status: "trialing", trialEnd: periodEnds - 7 };
  const still = { kind: "paused", resumesAt: null };
  const gone = { status: "canceled", endedAt: 5 };

  it.each<[string, Partial<SubscriptionFact>, readonly UpcomingFact[], object]>([
    [
      "renews as the next invoice says",
      {},
      upcoming,
      { kind: "renews", at: periodEnds + 3, amount: soon, soFar: false },
    ],
    [
      "renews at the period's end",
      {},
      [],
      { kind: "renews", at: periodEnds, amount: null, soFar: false },
    ],
    [
      "renews for what was used so far",
      { items: [makeItem({ price: makePrice({ usageType: "metered" }), quantity: null })] },
      upcoming,
      { kind: "renews", at: periodEnds + 3, amount: soon, soFar: true },
    ],
    ["stands still while it is paused", { status: "paused" }, upcoming, still],
    ["stands still while nothing is collected", { collectionPaused: true }, [], still],
    [
      "stands still until it goes on by itself",
      { collectionPaused: true, resumesAt: 99 },
      [],
      { kind: "paused", resumesAt: 99 },
    ],
    [
      "changes to what its schedule says instead of renewing",
      {
        scheduled: {
          at: periodEnds,
          isOurs: false,
          items: [{ priceId: "price_pro", quantity: 2 }],
        },
      },
      upcoming,
      {
        kind: "changes",
        at: periodEnds,
        to: {
          productName: "Pro",
          price: { amount: 3000, currency: "usd" },
          interval: { unit: "month", count: 1 },
          quantity: 2,
          unitLabel: null,
          tiered: false,
          metered: false,
        },
      },
    ],
    [
      "changes to something the catalogue does not know",
      {
        scheduled: {
          at: periodEnds,
          isOurs: false,
          items: [{ priceId: "price_old", quantity: 1 }],
        },
      },
      upcoming,
      { kind: "changes", at: periodEnds, to: null },
    ],
    [
      "renews before a change that is further off",
      {
        scheduled: {
          at: periodEnds + 99,
          isOurs: false,
          items: [{ priceId: "price_pro", quantity: 1 }],
        },
      },
      upcoming,
      { kind: "renews", at: periodEnds + 3, amount: soon, soFar: false },
    ],
    [
      "ends instead of renewing",
      { cancelAtPeriodEnd: true },
      upcoming,
      { kind: "ends", at: periodEnds },
    ],
    ["ends on the date named", { cancelAt: 77 }, upcoming, { kind: "ends", at: 77 }],
    [
      "is on trial until",
      trial,
      upcoming,
      { kind: "trial_until", at: periodEnds - 7, amount: soon },
    ],
    [
      "renews where its trial is said to be, without an end",
      { status: "trialing" },
      [],
      { kind: "renews", at: periodEnds, amount: null, soFar: false },
    ],
    [
      "renews where a trial is long over",
      { trialEnd: periodEnds - 7 },
      [],
      { kind: "renews", at: periodEnds, amount: null, soFar: false },
    ],
    [
      "changes to more than one thing, which has no one name",
      {
        scheduled: {
          at: periodEnds,
          isOurs: false,
          items: [
            { priceId: "price_pro", quantity: 1 },
            { priceId: "price_starter", quantity: 1 },
          ],
        },
      },
      [],
      { kind: "changes", at: periodEnds, to: null },
    ],
    [
      "changes to nothing",
      { scheduled: { at: periodEnds, isOurs: false, items: [] } },
      [],
      { kind: "changes", at: periodEnds, to: null },
    ],
    ["ends with its trial", { ...trial, cancelAt: 8 }, upcoming, { kind: "ends", at: 8 }],
    ["has ended", gone, upcoming, { kind: "ended", at: 5 }],
    ["has ended, nobody knows when", { status: "canceled" }, [], { kind: "ended", at: null }],
    ["is unknown before the first payment", { status: "incomplete" }, [], { kind: "unknown" }],
    ["is unknown without a period", { items: [] }, [], { kind: "unknown" }],
  ])("%s", (_what, facts, invoices, horizon) => {
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)], upcoming: invoices });
    expect(view({ snapshot }).subscriptions[0]?.horizon).toEqual(horizon);
  });

  it("takes no other subscription's invoice for its own", () => {
    const foreign = upcoming.map((fact) => ({ ...fact, subscriptionId: "sub_2" }));
    const subscriptions = [makeSubscription(), makeSubscription({ id: "sub_2", created: 1 })];
    const snapshot = makeSnapshot({ upcoming: foreign, subscriptions });
    expect(view({ snapshot }).subscriptions[0]?.horizon).toMatchObject({
      at: periodEnds,
      amount: null,
    });
  });
});

describe("the price of an item", () => {
  it.each<[string, Partial<PriceFact>, object | null]>([
    ["is its amount", {}, { amount: 1000, currency: "usd" }],
    ["is what tiers begin at", { unitAmount: null, startsAt: 5 }, { amount: 5, currency: "usd" }],
    ["is none where nobody knows it", { unitAmount: null }, null],
  ])("%s", (_what, facts, price) => {
    const items = [makeItem({ price: makePrice(facts) })];
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription({ items })] });
    expect(view({ snapshot }).subscriptions[0]?.items[0]?.price).toEqual(price);
  });
});

describe("the order of subscriptions", () => {
  it("is living before ended, newest first within each", () => {
    const subscriptions = [
      makeSubscription({ id: "sub_ended_new", status: "canceled", created: 90 }),
      makeSubscription({ id: "sub_old", created: 10 }),
      makeSubscription({ id: "sub_ended_old", status: "incomplete_expired", created: 20 }),
      makeSubscription({ id: "sub_new", status: "past_due", created: 30 }),
    ];
    const { subscriptions: shown } = view({ snapshot: makeSnapshot({ subscriptions }) });
    expect(shown.map(({ id }) => id)).toEqual([
      "sub_new",
      "sub_old",
      "sub_ended_new",
      "sub_ended_old",
    ]);
  });
});

describe("what a subscription shows", () => {
  const old = makePaymentMethod({ id: "pm_old" });

  it("is named after its products", () => {
    const items = [
      makeItem(),
      makeItem({ id: "si_2", price: makePrice({ productId: "prod_pro" }) }),
    ];
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription({ items })] });
    expect(view({ snapshot }).subscriptions[0]?.name).toBe("Starter + Pro");
  });

  it("falls back to the product's id when the catalogue lacks it", () => {
    const snapshot = makeSnapshot({ products: [] });
    expect(view({ snapshot }).subscriptions[0]?.name).toBe("prod_starter");
  });

  it("has no amount rather than a wrong one where it is billed in another currency than its price", () => {
    const two = [makeItem(), makeItem({ id: "si_2", price: makePrice({ currency: "eur" }) })];
    const subscriptions = [makeSubscription({ currency: "eur", items: two })];
    const [shown] = view({ snapshot: makeSnapshot({ subscriptions }) }).subscriptions;
    expect(shown?.items.map(({ price }) => price)).toEqual([
      null,
      { amount: 1000, currency: "eur" },
    ]);
  });

  it("passes statuses through that nobody knew when this was written", () => {
    const snapshot = makeSnapshot({
      subscriptions: [makeSubscription({ status: "hibernating" })],
      invoices: [makeInvoice({ status: "in_dispute" })],
      paymentMethods: [makePaymentMethod({ type: "carrier_pigeon", brand: null, last4: null })],
    });
    const { subscriptions, invoices, paymentMethods } = view({ snapshot });
    expect(subscriptions[0]?.status).toBe("hibernating");
    expect(invoices?.list[0]?.status).toBe("in_dispute");
    expect(paymentMethods?.[0]?.type).toBe("carrier_pigeon");
  });

  it("is charged to its own payment method, else to the customer's default", () => {
    const paymentMethods = [makePaymentMethod(), makePaymentMethod({ id: "pm_2", last4: "0002" })];
    const subscriptions = [
      makeSubscription({ id: "sub_own", created: 2, defaultPaymentMethodId: "pm_2" }),
      makeSubscription({ id: "sub_default", created: 1 }),
    ];
    const { subscriptions: shown } = view({
      snapshot: makeSnapshot({ paymentMethods, subscriptions }),
    });
    expect(shown.map(({ paymentMethod }) => paymentMethod?.last4)).toEqual(["0002", "4242"]);
  });

  it.each<[string, Partial<SubscriptionFact>, string | null]>([
    ["none rather than a wrong one, its own not read", { defaultPaymentMethodId: "pm_x" }, null],
    [
      "its own, read with it",
      { defaultPaymentMethodId: "pm_old", ownPaymentMethod: old },
      "pm_old",
    ],
    ["none of another's", { defaultPaymentMethodId: "pm_x", ownPaymentMethod: old }, null],
    ["none, billed by invoice", { collectionMethod: "send_invoice" }, null],
  ])("names as what it is charged to: %s", (_what, facts, id) => {
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)] });
    const [shown] = view({ snapshot }).subscriptions;
    expect(shown?.paymentMethod?.id ?? null).toBe(id);
  });
});

describe("sections", () => {
  it("of payment methods are hidden where the feature is off", () => {
    const configuration = makeConfiguration({ payment_method_update: { enabled: false } });
    expect(view({ configuration }).paymentMethods).toBeNull();
  });

  it("of invoices are hidden where the feature is off", () => {
    const configuration = makeConfiguration({ invoice_history: { enabled: false } });
    expect(view({ configuration }).invoices).toBeNull();
  });

  it("that are empty are empty, not hidden", () => {
    const snapshot = makeSnapshot({ subscriptions: [], paymentMethods: [], invoices: [] });
    expect(view({ snapshot })).toMatchObject({
      subscriptions: [],
      paymentMethods: [],
      invoices: { list: [], hasMore: false },
    });
  });

  it("never show a draft invoice, nor a PDF's address", () => {
    const invoices = [makeInvoice({ id: "in_draft", status: "draft" }), makeInvoice()];
    const shown = view({ snapshot: makeSnapshot({ invoices }) }).invoices;
    expect(shown?.list.map(({ id, hasPdf }) => [id, hasPdf])).toEqual([["in_1", true]]);
    expect(JSON.stringify(shown)).not.toContain("in_1.pdf");
  });

  it("say when Stripe holds more than was read", () => {
    const { subscriptions, invoices, ...rest } = makeSnapshot();
    const snapshot = {
      ...rest,
      subscriptions: { ...subscriptions, hasMore: true, next: "sub_9" },
      invoices: { ...invoices, hasMore: true },
    };
    expect(view().nextSubscriptions).toBeNull();
    expect(view({ snapshot })).toMatchObject({
      hasMoreSubscriptions: true,
      nextSubscriptions: "sub_9",
      invoices: { hasMore: true },
    });
  });
});

describe("the frame of the view", () => {
  it("leads back where the session says, else where the configuration says, else nowhere", () => {
    const configuration = configurationSchema.parse({
      default_return_url: "https://shop.example/",
    });
    const named = {
      id: "bps_1",
      returnUrl: "https://shop.example/account",
      scope: wholeScope,
      flow: null,
    };
    expect(view({ session: named, configuration }).session.returnUrl).toBe(named.returnUrl);
    expect(view({ configuration }).session.returnUrl).toBe("https://shop.example/");
    expect(view().session.returnUrl).toBeNull();
  });

  it("gives the browser the session's public id and nothing else of it", () => {
    const session = {
      id: "bps_1",
      returnUrl: null,
      scope: wholeScope,
      flow: null,
      accessToken: "pat_secret",
    };
    expect(JSON.stringify(view({ session }))).not.toContain("pat_secret");
  });

  it("carries the moment Stripe was read, not the moment of looking", () => {
    expect(view({ now: midPeriod + 500 }).asOf).toBe(midPeriod);
  });
});

describe("a stale view", () => {
  const snapshot = makeSnapshot({
    subscriptions: [makeSubscription(), makeSubscription({ id: "sub_2", cancelAtPeriodEnd: true })],
    paymentMethods: [makePaymentMethod(), makePaymentMethod({ id: "pm_2" })],
  });

  it("refuses everything, for the one reason", () => {
    const stale = view({ snapshot, stale: true });
    const allowances = findAllowances(stale);
    expect(allowances).toHaveLength(2 * (11 + 1) + 2 + 1 + 1 + 1 + 1);
    for (const allowance of allowances) {
      expect(allowance).toEqual({ allowed: false, reason: "stripe_unreachable" });
    }
  });

  it("shows all that a fresh one shows", () => {
    const bare = (stale: boolean) =>
      JSON.parse(
        JSON.stringify(view({ snapshot, stale }), (key, value) =>
          ["actions", "addPaymentMethod"].includes(key) ? null : value,
        ),
      );
    expect(bare(true)).toEqual({ ...bare(false), stale: true });
  });

  it("keeps a hidden section hidden", () => {
    const configuration = makeConfiguration({ payment_method_update: { enabled: false } });
    expect(view({ configuration, stale: true }).paymentMethods).toBeNull();
  });
});

describe("how to cancel instead", () => {
  const configure = (enabled: boolean, instructions: string | null) =>
    configurationSchema.parse({
      features: { subscription_cancel: { enabled } },
      portico: { subscription_cancel: { instructions } },
    });

  it.each<[string, boolean, string | null, string | null]>([
    ["is said where canceling is off", false, "Write to us.", "Write to us."],
    ["is not said where it is on", true, "Write to us.", null],
    ["is nothing where nothing is given", false, null, null],
    ["is nothing where nothing but space is given", false, "  ", null],
  ])("%s", (_what, enabled, instructions, said) => {
    const shown = view({ configuration: configure(enabled, instructions) });
    expect(shown.cancelInstructions).toBe(said);
    if (!enabled) {
      expect(shown.subscriptions[0]?.actions.cancel_subscription).toEqual({
        allowed: false,
        reason: "feature_disabled",
      });
    }
  });

  it("is said while Stripe is down, too", () => {
    const stale = view({ configuration: configure(false, "Write to us."), stale: true });
    expect(stale.cancelInstructions).toBe("Write to us.");
  });
});

describe("the invoices in scope", () => {
  const invoices = [
    makeInvoice({ id: "in_living" }),
    makeInvoice({ id: "in_ended", subscriptionId: "sub_2" }),
    makeInvoice({ id: "in_once", subscriptionId: null }),
    makeInvoice({ id: "in_elsewhere", subscriptionId: "sub_9" }),
  ];
  const subscriptions = [makeSubscription(), makeSubscription({ id: "sub_2", status: "canceled" })];
  const ids = (scope: string) =>
    view({
      configuration: configurationSchema.parse({ portico: { invoice_history: { scope } } }),
      snapshot: makeSnapshot({ invoices, subscriptions }),
    }).invoices?.list.map(({ id }) => id);

  it("are all of the customer's, unless the merchant narrows them", () => {
    expect(ids("all")).toEqual(["in_living", "in_ended", "in_once", "in_elsewhere"]);
  });

  it("are those of subscriptions, after they ended too and whether they were read or not", () => {
    expect(ids("subscription")).toEqual(["in_living", "in_ended", "in_elsewhere"]);
  });
});

describe("the billing information", () => {
  it("is shown with what may be changed of it", () => {
    const customer = { phone: "+1 1", taxIds: [{ id: "txi_1", type: "us_ein", value: "1" }] };
    const configuration = makeConfiguration({
      customer_update: { allowed_updates: ["email", "address"] },
    });
    expect(view({ configuration, snapshot: makeSnapshot({ customer }) }).billing).toEqual({
      name: "Ada Lovelace",
      email: "ada@example.com",
      phone: "+1 1",
      address: null,
      taxIds: customer.taxIds,
      actions: { update_customer: { allowed: true, fields: ["email", "address"] } },
    });
  });

  it("is hidden where the feature is off", () => {
    const configuration = makeConfiguration({ customer_update: { enabled: false } });
    expect(view({ configuration }).billing).toBeNull();
    expect(view({ configuration, stale: true }).billing).toBeNull();
  });
});
