import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../memory-store";
import type { SandboxStore } from "../store";
import { day, june, openTestAccount, stockAccount, subscribe } from "../test-account";

// A year of days is much to do beside other tests.
const patienceMs = 60_000;

describe("a request after a long time", { timeout: patienceMs }, () => {
  it("finds everything done that fell due, in transactions that stay short", async () => {
    const { store, writes } = countingStore();
    const { stripe, goTo } = openTestAccount(Stripe, { store });
    const { customer, starter } = await stockAccount(stripe);
    const daily = await stripe.prices.create({
      product: starter.product,
      currency: "usd",
      unit_amount: 100,
      recurring: { interval: "day" },
    });
    const { subscription } = await subscribe(stripe, customer.id, daily.id);
    writes.length = 0;
    goTo(june + 365 * day + 7200);
    const renewed = await stripe.subscriptions.retrieve(subscription.id);
    expect(renewed.items.data[0]?.current_period_start).toBe(june + 365 * day);
    const invoices = await stripe.invoices
      .list({ subscription: subscription.id, limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    expect(invoices).toHaveLength(366);
    expect(
      invoices.every(({ status, amount_paid }) => status === "paid" && amount_paid === 100),
    ).toBe(true);
    expect(invoices.map(({ created }) => created)).toEqual(
      Array.from({ length: 366 }, (_, index) => june + (365 - index) * day),
    );
    expect(writes.length).toBeGreaterThan(30);
    expect(Math.max(...writes)).toBeLessThan(400);
  });

  it("does what is due at its own time, over all kinds of things", async () => {
    const { stripe, goTo } = openTestAccount(Stripe);
    const { customer, starter, pro } = await stockAccount(stripe);
    const { subscription } = await subscribe(stripe, customer.id, starter.month);
    await stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: june + 10 * day,
      end_behavior: "cancel",
      phases: [{ items: [{ price: pro.month }], end_date: june + 20 * day }],
    });
    goTo(june + 45 * day);
    const { data } = await stripe.invoices.list({ customer: customer.id });
    const history = data.map(({ created, total }) => [(created - june) / day, total]);
    expect(history).toEqual([
      [30, 1200],
      [10, 1600],
      [0, 1200],
    ]);
    const renewed = await stripe.subscriptions.retrieve(subscription.id);
    expect(renewed.status).toBe("active");
  });
});

/** A store that counts the writes of each transaction. */
function countingStore() {
  const inner = createMemoryStore();
  const writes: number[] = [];
  const store: SandboxStore = {
    ...inner,
    transact: (account, work) =>
      inner.transact(account, async (tx) => {
        const index = writes.push(0) - 1;
        return work({
          ...tx,
          put: async (record) => {
            writes[index] = (writes[index] ?? 0) + 1;
            await tx.put(record);
          },
        });
      }),
  };
  return { store, writes };
}
