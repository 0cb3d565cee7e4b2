import { beforeAll, describe, expect, it } from "vitest";
import { billOnce } from "@/scripts/testing/bill-once";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
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
      expect(allowances).toHaveLength(11 + 2);
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

describe("with invoices of subscriptions only", () => {
  const narrow = (context: PortalContext): PortalContext => ({
    ...context,
    configuration: {
      ...context.configuration,
      portico: { ...context.configuration.portico, invoice_history: { scope: "subscription" } },
    },
  });

  /** `count` invoices beside the first one, newest first; those at odd places belong to no subscription. */
  async function bill({ account }: TestMerchant, customer: TestCustomer, count: number) {
    const { stripe } = account;
    for (let made = 0; made < count; made += 1) {
      if (made % 2 === count % 2) await billOnce(stripe, customer.id);
      else
        await stripe.subscriptions.update(customer.subscription, {
          items: [{ id: customer.item, quantity: made + 2 }],
          proration_behavior: "always_invoice",
        });
    }
    const { data } = await stripe.invoices.list({ customer: customer.id, limit: 100 });
    return data.map(({ id = "" }) => id);
  }

  it("pages are full of them, and tell truthfully whether there are more", async () => {
    const { merchant, customer, context } = await setUp();
    const ids = await bill(merchant, customer, 26);
    const scope = scopeOf(narrow(context));
    const first = (await loadSnapshot(scope, firstView)).invoices;
    expect(first.hasMore).toBe(true);
    const invoicesAfter = first.data.at(-1)?.id ?? "";
    const second = (await loadSnapshot(scope, { invoicesAfter })).invoices;
    expect(second.hasMore).toBe(false);
    const shown = [first, second].map(({ data }) => data.map(({ id }) => id));
    expect(shown.map(({ length }) => length)).toEqual([12, 2]);
    expect(shown.flat()).toEqual(ids.filter((_id, place) => place % 2 === 0));
  });

  it("one that is out of scope is no place to go on from", async () => {
    const { merchant, customer, context } = await setUp();
    const [, invoicesAfter = ""] = await bill(merchant, customer, 2);
    await expect(loadSnapshot(scopeOf(context), { invoicesAfter })).resolves.toBeDefined();
    await expect(loadSnapshot(scopeOf(narrow(context)), { invoicesAfter })).rejects.toMatchObject({
      code: "resource_missing",
      details: { param: "invoices_after" },
    });
  });

  it("a snapshot kept for all is not painted, and shows none out of scope while Stripe is down", async () => {
    const { merchant, customer, context } = await setUp();
    const [living, once, oldest] = await bill(merchant, customer, 2);
    await recentSnapshot(scopeOf(context), firstView);
    merchant.account.arm(down);
    const narrowed = narrow(context);
    const seen = await recentSnapshot(scopeOf(narrowed), firstView);
    expect(seen.stale).toBe(true);
    const listed = (of: PortalContext) => viewOf(of, seen).invoices?.list.map(({ id }) => id);
    expect(listed(context)).toEqual([living, once, oldest]);
    expect(listed(narrowed)).toEqual([living, oldest]);
  });
});

describe("a snapshot that another version kept", () => {
  it("in another shape is as good as none", async () => {
    const { merchant, scope } = await setUp();
    const first = await recentSnapshot(scope, firstView);
    const older = [
      "document - 'shape'",
      "jsonb_set(document, '{shape}', '1') #- '{snapshot,customer,taxIds}'",
      "jsonb_build_object('listed', '', 'snapshot', document->'snapshot')",
      "'null'::jsonb",
    ];
    for (const document of older) {
      await database().$executeRawUnsafe(
        `UPDATE snapshots SET document = ${document} WHERE merchant_id = $1`,
        scope.merchantId,
      );
      merchant.account.forget();
      const { snapshot } = await recentSnapshot(scope, firstView);
      expect(snapshot.customer).toEqual(first.snapshot.customer);
      expect(merchant.account.seen.length).toBeGreaterThan(0);
    }
  });
});

describe("the customer's tax ids", () => {
  it("are read with the customer, in the same call", async () => {
    const merchant = await makeMerchant(sandbox);
    const { id } = await merchant.account.stripe.customers.create({
      tax_id_data: [{ type: "eu_vat", value: "DE123456789" }],
    });
    const { context } = await openSession(merchant, id);
    const { customer } = await loadSnapshot(scopeOf(context), firstView);
    expect(customer.taxIds).toMatchObject([{ type: "eu_vat", value: "DE123456789" }]);
    const asked = merchant.account.seen.filter(({ path }) => path.startsWith("/v1/customers/cus"));
    expect(asked.map(({ path }) => path)).toEqual([
      `/v1/customers/${id}`,
      `/v1/customers/${id}/payment_methods`,
    ]);
  });

  it("are left out when the merchant's key may not read them", async () => {
    const { merchant, customer, scope } = await setUp();
    const pathPrefix = `/v1/customers/${customer.id}`;
    merchant.account.arm({ method: "GET", pathPrefix, status: 403, times: 1 });
    expect((await loadSnapshot(scope, firstView)).customer).toMatchObject({ taxIds: [] });
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
