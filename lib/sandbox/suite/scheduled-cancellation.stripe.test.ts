import { describe, expect, it } from "vitest";
import { day, june, openAccount } from "./harness";

const hour = 3600;
const july = june + 30 * day;

describe("a subscription that is to end", () => {
  it("ends with its period and bills no other", async () => {
    const { account, clock, subscription } = await monthlyAccount();
    const planned = await account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
    });
    expect(planned).toMatchObject({
      cancel_at: july,
      cancel_at_period_end: true,
      canceled_at: june,
      status: "active",
    });
    await clock.advanceTo(july + 2 * hour);
    const ended = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({
      cancel_at_period_end: true,
      canceled_at: june,
      cancellation_details: { reason: "cancellation_requested" },
      ended_at: july,
      status: "canceled",
    });
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => invoice.total)).toEqual([1200]);
  });

  it("goes on when that is taken back", async () => {
    const { account, clock, subscription } = await monthlyAccount();
    await account.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const kept = await account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: false,
    });
    expect(kept).toMatchObject({ cancel_at: null, canceled_at: null });
    await clock.advanceTo(july + 2 * hour);
    const renewed = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(renewed.status).toBe("active");
  });

  it("ends within its period and gives the unused part back", async () => {
    const { account, clock, customer, subscription } = await monthlyAccount();
    const end = june + 10 * day;
    await account.stripe.subscriptions.update(subscription.id, { cancel_at: end });
    await clock.advanceTo(end + 2 * hour);
    const ended = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ ended_at: end, status: "canceled" });
    const { data } = await account.stripe.invoices.list({ customer });
    const { data: pending } = await account.stripe.invoiceItems.list({ customer, pending: true });
    const billed = [...data.map((invoice) => invoice.total), ...pending.map((item) => item.amount)];
    expect(billed.reduce((sum, amount) => sum + amount, 0)).toBe(400);
  });

  it("ends at a date beyond its period, and gives the unused part of the last one back", async () => {
    const { account, clock, customer, subscription } = await monthlyAccount();
    const end = july + 10 * day + 8 * hour;
    await account.stripe.subscriptions.update(subscription.id, { cancel_at: end });
    await clock.advanceTo(july + 2 * hour);
    const running = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(running.status).toBe("active");
    await clock.advanceTo(end + 2 * hour);
    const ended = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ ended_at: end, status: "canceled" });
    const { data } = await account.stripe.invoices.list({ customer });
    const { data: pending } = await account.stripe.invoiceItems.list({ customer, pending: true });
    const billed = [...data.map((invoice) => invoice.total), ...pending.map((item) => item.amount)];
    // 10⅓ of 31 days are a third: 400 of 1200 are kept, whichever way the rest is given back.
    expect(billed.reduce((sum, amount) => sum + amount, 0)).toBe(1200 + 400);
  });
});

async function monthlyAccount() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, price);
  return { account, clock, customer: customer.id, subscription };
}
