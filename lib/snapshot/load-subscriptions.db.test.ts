import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeOwingCustomer } from "@/scripts/testing/make-owing";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { database } from "../db/client";
import { buildPortalView } from "../portal/build-portal-view";
import type { PortalContext } from "../sessions/load-session";
import { loadSnapshot } from "./load-snapshot";
import type { ListPage } from "./load-subscriptions";
import { recentSnapshot } from "./recent-snapshot";
import { scopeOf } from "./scope-of";
import { timeOf } from "./time-of";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Crowd = { readonly merchant: TestMerchant; readonly customer: string; readonly ids: string[] };

/** A customer with `living` subscriptions, begun before `ended` others; ids newest first. */
async function makeCrowd(living: number, ended = 0): Promise<Crowd> {
  const merchant = await makeMerchant(sandbox);
  const { stripe } = merchant.account;
  const { id: customer } = await stripe.customers.create({ email: "ada@example.com" });
  const ids: string[] = [];
  for (let count = 0; count < living + ended; count += 1) {
    const price = count === 0 ? merchant.prices.pro : merchant.prices.starter;
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price }],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    if (count >= living) await stripe.subscriptions.cancel(id);
    ids.unshift(id);
  }
  return { merchant, customer, ids };
}

async function open(
  { merchant, customer }: Crowd,
  carried: Parameters<typeof openSession>[2] = {},
) {
  return (await openSession(merchant, customer, carried)).context;
}

async function look(context: PortalContext, list?: ListPage) {
  const options = { upcoming: "earliest" as const, ...(list === undefined ? {} : { list }) };
  const snapshot = await loadSnapshot(scopeOf(context), options);
  const { session, configuration } = context;
  return buildPortalView({ session, configuration, snapshot, now: timeOf(snapshot) });
}

const ids = ({ subscriptions }: Awaited<ReturnType<typeof look>>) =>
  subscriptions.map(({ id }) => id);

describe("a customer with many subscriptions", () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await makeCrowd(45, 15);
  }, 60_000);

  it("sees the newest living ones first, whatever has ended since", async () => {
    const view = await look(await open(crowd));
    expect(ids(view)).toEqual([...crowd.ids.slice(15, 27), ...crowd.ids.slice(0, 6)]);
    expect(view).toMatchObject({ hasMoreSubscriptions: true, nextSubscriptions: null });
  });

  it("costs as many calls to Stripe at the first view as one with a single one", async () => {
    const single = await makeCrowd(1);
    const calls: number[] = [];
    for (const one of [single, crowd]) {
      const context = await open(one);
      await look(context);
      one.merchant.account.forget();
      await look(context);
      calls.push(one.merchant.account.seen.length);
    }
    expect(calls[0]).toBe(calls[1]);
  });

  it("walks through all of them, each once, by pages", async () => {
    const context = await open(crowd);
    const walked: string[] = [];
    for (let after: string | null = null, turn = 0; turn < 9; turn += 1) {
      const view = await look(context, { after, query: null });
      walked.push(...ids(view));
      after = view.nextSubscriptions;
      if (after === null) break;
    }
    expect(walked.toSorted()).toEqual(crowd.ids.toSorted());
  });

  it("finds one by its product, its id or its status, wherever it stands", async () => {
    const context = await open(crowd);
    const oldest = crowd.ids.at(-1) ?? "";
    const found = async (query: string) => ids(await look(context, { after: null, query }));
    expect(await found("pro")).toEqual([oldest]);
    expect(await found(`PRO  ${oldest.toUpperCase()}`)).toEqual([oldest]);
    expect(await found("pro canceled")).toEqual([]);
    expect(await found("nothing of the kind")).toEqual([]);
    const first = await look(context, { after: null, query: "starter" });
    expect(first.subscriptions).toHaveLength(20);
    const after = first.nextSubscriptions;
    expect(after).not.toBeNull();
    const second = await look(context, { after, query: "starter" });
    expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
  });

  it("goes on from one of their own only", async () => {
    const stranger = await makeCrowd(1);
    const context = await open(crowd);
    for (const after of [stranger.ids[0] ?? "", "sub_unknown", "nonsense", "../customers"]) {
      for (const query of [null, "pro"]) {
        await expect(look(context, { after, query })).rejects.toMatchObject({
          code: "resource_missing",
          details: { param: "subscriptions_after" },
        });
      }
    }
  });

  it("has the one that a session is made for, however old, and nothing else", async () => {
    const oldest = crowd.ids.at(-1) ?? "";
    const context = await open(crowd, { portico: { subscription_id: oldest } });
    const view = await look(context);
    expect(ids(view)).toEqual([oldest]);
    expect(view.hasMoreSubscriptions).toBe(false);
    expect(ids(await look(context, { after: null, query: null }))).toEqual([oldest]);
    expect(ids(await look(context, { after: null, query: "starter" }))).toEqual([]);
    const other = look(context, { after: crowd.ids[0] ?? "", query: null });
    await expect(other).rejects.toMatchObject({ code: "resource_missing" });
  });

  it("keeps the first view only: a page of the list is read anew and kept nowhere", async () => {
    const context = await open(crowd);
    const scope = scopeOf(context);
    await recentSnapshot(scope, { upcoming: "earliest" });
    const list = { after: null, query: "pro" };
    const page = await recentSnapshot(scope, { upcoming: "none", list });
    expect(page.snapshot.subscriptions.data).toHaveLength(1);
    const first = await recentSnapshot(scope, { upcoming: "earliest" });
    expect(first.snapshot.subscriptions.data).toHaveLength(18);
  });
});

describe("a tiered price", () => {
  it("that is not on the plan list says what it starts at", async () => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const { id: customer } = await stripe.customers.create({});
    const product = await stripe.products.create({ name: "Mail" });
    const { id: price } = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: [
        { up_to: 10, unit_amount: 500 },
        { up_to: "inf", unit_amount: 300 },
      ],
    });
    await stripe.subscriptions.create({
      customer,
      items: [{ price, quantity: 4 }],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    const view = await look(await open({ merchant, customer, ids: [] }));
    expect(view.subscriptions).toMatchObject([
      {
        name: "Mail",
        collectionMethod: "send_invoice",
        paymentMethod: null,
        items: [{ tiered: true, price: { amount: 500, currency: "usd" }, quantity: 4 }],
      },
    ]);
  });
});

describe("what many newer invoices have pushed out of the window", () => {
  it("is still found to be paid, without one more call where nothing is owed", async () => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const { id: customer, subscription, otherCard } = await makeOwingCustomer(merchant);
    for (let count = 0; count < 14; count += 1) {
      await stripe.subscriptions.create({
        customer,
        items: [{ price: merchant.prices.starter }],
        default_payment_method: otherCard,
      });
    }
    const { context } = await openSession(merchant, customer);
    // Read by its id: it is not among the newest.
    const snapshot = await loadSnapshot(scopeOf(context), { target: subscription });
    const { session, configuration } = context;
    const view = buildPortalView({ session, configuration, snapshot, now: timeOf(snapshot) });
    expect(view.invoices?.list.some((one) => one.subscriptionId === subscription)).toBe(false);
    const { latest_invoice: latest } = await stripe.subscriptions.retrieve(subscription);
    const { hosted_invoice_url: payUrl } = await stripe.invoices.retrieve(String(latest));
    expect(payUrl).toContain("http");
    expect(view.attention).toContainEqual({
      kind: "past_due",
      subscriptionId: subscription,
      payUrl,
    });
    merchant.account.forget();
    await loadSnapshot(scopeOf(context));
    const single = merchant.account.seen.filter(({ path }) => path.startsWith("/v1/invoices/in_"));
    expect(single).toEqual([]);
  });

  it("is listed with the invoices of subscriptions, also of those that were not read", async () => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const { id: customer, subscription } = await makeCustomer(merchant);
    let after = "";
    for (let count = 0; count < 12; count += 1) {
      const { id } = await stripe.subscriptions.create({
        customer,
        items: [{ price: merchant.prices.starter }],
        collection_method: "send_invoice",
        days_until_due: 30,
      });
      const { latest_invoice: draft } = await stripe.subscriptions.retrieve(id);
      if (count === 0) ({ id: after = "" } = await stripe.invoices.finalizeInvoice(String(draft)));
    }
    await stripe.invoiceItems.create({ customer, amount: 500, currency: "usd" });
    const { id: single = "" } = await stripe.invoices.create({ customer });
    await stripe.invoices.finalizeInvoice(single);
    await database().$executeRaw`
      UPDATE configurations
      SET document = jsonb_set(document, '{portico,invoice_history}', '{"scope": "subscription"}')
      WHERE merchant_id = ${merchant.id}`;
    const { context } = await openSession(merchant, customer);
    const { session, configuration } = context;
    const listed = async (invoicesAfter?: string) => {
      const options = invoicesAfter === undefined ? {} : { invoicesAfter };
      const snapshot = await loadSnapshot(scopeOf(context), options);
      const view = buildPortalView({ session, configuration, snapshot, now: timeOf(snapshot) });
      expect(ids(view)).not.toContain(subscription);
      return view.invoices?.list ?? [];
    };
    expect((await listed()).map(({ id }) => id)).not.toContain(single);
    expect((await listed(after)).map((one) => one.subscriptionId)).toEqual([subscription]);
  });
});
