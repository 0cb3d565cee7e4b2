import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { nowSeconds } from "../clock";
import { database } from "../db/client";
import { findSnapshot, markSnapshotStale } from "../db/snapshots";
import { buildPortalView } from "../portal/build-portal-view";
import type { PortalContext } from "../sessions/load-session";
import { loadSnapshot } from "./load-snapshot";
import { freshSnapshot, recentSnapshot } from "./recent-snapshot";
import { scopeOf } from "./scope-of";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { context } = await openSession(merchant, customer.id);
  return { merchant, customer, context, scope: scopeOf(context) };
}

const firstView = { upcoming: "earliest" } as const;

function viewOf(
  { session, configuration }: PortalContext,
  seen: Awaited<ReturnType<typeof recentSnapshot>>,
) {
  return buildPortalView({ session, configuration, now: nowSeconds(), ...seen });
}

const down = { method: "GET", status: 503, times: 1000 };

describe("the way to the first view", () => {
  it("is one round trip to Stripe deep, with nothing known beforehand", async () => {
    const known = await setUp();
    await loadSnapshot(known.scope, firstView);
    const requests = known.merchant.account.seen.length;
    expect(requests).toBeGreaterThan(5);

    // None of the same requests is answered before all of them have come.
    const { merchant, context, scope } = await setUp();
    merchant.account.gate.holdUntil(requests);
    const seen = await recentSnapshot(scope, firstView);
    expect(merchant.account.seen).toHaveLength(requests);
    const view = viewOf(context, seen);
    expect(view.subscriptions).toMatchObject([{ name: "Starter", horizon: { kind: "renews" } }]);
    expect(view.paymentMethods).toHaveLength(2);
    expect(view.invoices?.list).toHaveLength(1);
    expect(merchant.account.writes()).toEqual([]);
  });

  it("shows everything a customer has, and what may be done with it", async () => {
    const { merchant, customer, context, scope } = await setUp();
    const { subscriptions } = viewOf(context, await recentSnapshot(scope, firstView));
    const [subscription] = subscriptions;
    expect(subscription).toMatchObject({ id: customer.subscription, status: "active" });
    const { change_plan: change } = subscription?.actions ?? {};
    if (!change?.allowed) throw new Error("The plan cannot be changed.");
    const offered = change.plans.flatMap(({ prices }) => prices.map(({ id }) => id));
    const { starter, pro, proYear } = merchant.prices;
    expect(offered.sort()).toEqual([starter, pro, proYear].sort());
  });
});

describe("a kept snapshot", () => {
  it("is painted without asking Stripe", async () => {
    const { merchant, context, scope } = await setUp();
    const first = await recentSnapshot(scope, firstView);
    merchant.account.forget();
    expect(await recentSnapshot(scope, firstView)).toEqual(first);
    expect(merchant.account.seen).toEqual([]);
    expect(viewOf(context, first).stale).toBe(false);
  });

  it("shows targets that are in it without asking, and others only after asking", async () => {
    const { merchant, customer, scope } = await setUp();
    await recentSnapshot(scope, firstView);
    merchant.account.forget();
    await recentSnapshot(scope, { target: customer.subscription });
    expect(merchant.account.seen).toEqual([]);
    const stranger = await makeCustomer(merchant);
    const seen = await recentSnapshot(scope, { target: stranger.subscription });
    expect(merchant.account.seen.length).toBeGreaterThan(0);
    expect(seen.snapshot.subscriptions.data.map(({ id }) => id)).toEqual([customer.subscription]);
  });

  it("is not painted once something has changed", async () => {
    const { merchant, customer, scope } = await setUp();
    await recentSnapshot(scope, firstView);
    await merchant.account.stripe.customers.update(customer.id, { name: "Grace" });
    await markSnapshotStale(scope);
    expect((await recentSnapshot(scope, firstView)).snapshot.customer.name).toBe("Grace");
  });

  it("is not painted when it is older than five minutes", async () => {
    const { merchant, scope } = await setUp();
    await recentSnapshot(scope, firstView);
    await database().$executeRaw`
      UPDATE snapshots SET document = jsonb_set(document, '{snapshot,takenAt}',
        to_jsonb((document->'snapshot'->>'takenAt')::int - 300))
      WHERE merchant_id = ${scope.merchantId}`;
    merchant.account.forget();
    await recentSnapshot(scope, firstView);
    expect(merchant.account.seen.length).toBeGreaterThan(0);
  });

  it("is not painted for another plan list than it was taken for", async () => {
    const { merchant, context, scope } = await setUp();
    await recentSnapshot(scope, firstView);
    const { features } = context.configuration;
    const products = features.subscription_update.products.slice(0, 1);
    const shorter = {
      ...context.configuration,
      features: { ...features, subscription_update: { ...features.subscription_update, products } },
    };
    merchant.account.forget();
    await recentSnapshot({ ...scope, configuration: shorter }, firstView);
    expect(merchant.account.seen.length).toBeGreaterThan(0);
  });

  it("taken before a change stays known as changed, though it arrives after it", async () => {
    const { merchant, scope } = await setUp();
    await recentSnapshot(scope, firstView);
    const asked = merchant.account.seen.length;
    // One request more than there are: no answer leaves before the gate is opened.
    merchant.account.gate.holdUntil(asked + 1);
    merchant.account.forget();
    const held = merchant.account.gate.held();
    const reading = loadSnapshot(scope, firstView);
    await held;
    await markSnapshotStale(scope);
    merchant.account.gate.open();
    await reading;
    expect((await findSnapshot(scope))?.stale).toBe(true);
  });
});

describe("while Stripe is down", () => {
  it("what was last known is shown as such, and nothing can be done", async () => {
    const { merchant, context, scope } = await setUp();
    const kept = await recentSnapshot(scope, firstView);
    await markSnapshotStale(scope);
    merchant.account.arm(down);
    for (const seen of [await recentSnapshot(scope, firstView), await freshSnapshot(scope, {})]) {
      expect(seen).toEqual({ snapshot: kept.snapshot, stale: true });
      const view = viewOf(context, seen);
      expect(view).toMatchObject({ stale: true, asOf: kept.snapshot.takenAt });
      const allowances = [...view.subscriptions, ...(view.paymentMethods ?? [])].flatMap(
        ({ actions }) => Object.values(actions),
      );
      expect(allowances).toHaveLength(5);
      for (const allowance of allowances) {
        expect(allowance).toEqual({ allowed: false, reason: "stripe_unreachable" });
      }
    }
  });

  it("there is nothing to show to who was never here", async () => {
    const { merchant, scope } = await setUp();
    merchant.account.arm(down);
    await expect(recentSnapshot(scope, firstView)).rejects.toMatchObject({
      code: "stripe_unavailable",
      status: 503,
    });
  });
});

describe("a snapshot", () => {
  it("has the windows of its own customer only", async () => {
    const { merchant, customer, scope } = await setUp();
    const stranger = await makeCustomer(merchant);
    const { subscriptions, paymentMethods, invoices } = await loadSnapshot(scope, firstView);
    const ids = [...subscriptions.data, ...paymentMethods.data, ...invoices.data].map(
      ({ id }) => id,
    );
    expect(ids).toContain(customer.card);
    for (const foreign of [stranger.subscription, stranger.card])
      expect(ids).not.toContain(foreign);
    for (const target of [stranger.subscription, stranger.card]) {
      const aimed = JSON.stringify(await loadSnapshot(scope, { target }));
      expect(aimed).not.toContain(target);
    }
  });

  it("goes on from an invoice of its own customer, and from no other", async () => {
    const { merchant, scope } = await setUp();
    const stranger = await makeCustomer(merchant);
    const { stripe } = merchant.account;
    const [own] = (await stripe.invoices.list({ customer: scope.customerId })).data;
    const [foreign] = (await stripe.invoices.list({ customer: stranger.id })).data;
    const next = await loadSnapshot(scope, { invoicesAfter: own?.id ?? "" });
    expect(next.invoices).toEqual({ data: [], hasMore: false });
    for (const invoicesAfter of [foreign?.id ?? "", "in_unknown", "nonsense"]) {
      await expect(loadSnapshot(scope, { invoicesAfter })).rejects.toMatchObject({
        code: "resource_missing",
        details: { param: "invoices_after" },
      });
    }
  });

  it("of a customer Stripe does not know, or no more, is none", async () => {
    const { merchant, scope } = await setUp();
    await merchant.account.stripe.customers.del(scope.customerId);
    await expect(loadSnapshot(scope, firstView)).rejects.toMatchObject({
      code: "resource_missing",
    });
    const unknown = { ...scope, customerId: "cus_unknown" };
    await expect(loadSnapshot(unknown, firstView)).rejects.toMatchObject({
      code: "resource_missing",
    });
  });
});
