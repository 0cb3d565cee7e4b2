import { describe, expect, it } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

const hour = 3600;
const july = june + 30 * day;

describe("the end of a period", () => {
  it("drafts the next period's invoice, which waits an hour", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(july + 60);
    const renewed = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(renewed.status).toBe("active");
    expect(itemOf(renewed)).toMatchObject({
      current_period_start: july,
      current_period_end: july + 31 * day,
    });
    expect(renewed.latest_invoice).toMatchObject({
      amount_due: 1200,
      auto_advance: true,
      billing_reason: "subscription_cycle",
      number: null,
      period_start: june,
      period_end: july,
      status: "draft",
    });
  });

  it("finalizes and collects it an hour later", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(july + 2 * hour);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => [invoice.status, invoice.amount_paid])).toEqual([
      ["paid", 1200],
      ["paid", 1200],
    ]);
    expect(data[0]).toMatchObject({
      attempt_count: 1,
      attempted: true,
      next_payment_attempt: null,
    });
  });

  it("bills every period in between, each at its own time", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 500, interval: "week" });
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(june + 14 * day);
    await clock.advanceTo(june + 28 * day);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => invoice.period_end - june)).toEqual(
      [28, 21, 14, 7, 0].map((days) => days * day),
    );
    expect(data.map((invoice) => invoice.total)).toEqual([500, 500, 500, 500, 500]);
  });

  it("keeps the day of the month, clamped where a month is shorter", async () => {
    const account = await openAccount();
    const clock = await account.clock(Date.UTC(2026, 0, 31) / 1000);
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(itemOf(subscription).current_period_end).toBe(Date.UTC(2026, 1, 28) / 1000);
    await clock.advanceTo(Date.UTC(2026, 1, 28, 2) / 1000);
    const renewed = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(renewed).current_period_end).toBe(Date.UTC(2026, 2, 31) / 1000);
  });

  it("lets a draft be changed within its hour", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(july + 60);
    const { latest_invoice: draft } = await account.stripe.subscriptions.retrieve(subscription.id);
    await account.stripe.invoiceItems.create({
      customer: customer.id,
      invoice: String(draft),
      amount: 300,
      currency: "usd",
    });
    await clock.advanceTo(july + 2 * hour);
    const invoice = await account.stripe.invoices.retrieve(String(draft));
    expect(invoice).toMatchObject({ amount_paid: 1500, status: "paid" });
  });
});

describe("an invoice that is sent", () => {
  it("is due after its days, and then the subscription is past due", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      collection_method: "send_invoice",
      days_until_due: 7,
    });
    await clock.advanceTo(june + 2 * hour);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data[0]).toMatchObject({ status: "open", amount_due: 1200, next_payment_attempt: null });
    await clock.advanceTo(june + 6 * day);
    const inTime = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(inTime.status).toBe("active");
    await clock.advanceTo(june + 8 * day);
    const late = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(late.status).toBe("past_due");
  });
});

describe("a first invoice that nobody pays", () => {
  it("expires the subscription after 23 hours and is void", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      payment_behavior: "default_incomplete",
    });
    expect(subscription.status).toBe("incomplete");
    await clock.advanceTo(june + 22 * hour);
    const waiting = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(waiting.status).toBe("incomplete");
    await clock.advanceTo(june + 24 * hour);
    const expired = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(expired.status).toBe("incomplete_expired");
    expect(expired.latest_invoice).toMatchObject({ status: "void" });
  });
});

describe("items with different intervals", () => {
  it("renew separately, each when its own period ends", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const monthly = await account.price({ unit_amount: 1000, interval: "month" });
    const weekly = await account.price({ unit_amount: 200, interval: "week" });
    const subscription = await account.subscribe(customer, [
      { price: monthly.id },
      { price: weekly.id },
    ]);
    await clock.advanceTo(june + 14 * day);
    await clock.advanceTo(june + 28 * day);
    await clock.advanceTo(july + 2 * hour);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => [(invoice.created - june) / day, invoice.total])).toEqual([
      [30, 1000],
      [28, 200],
      [21, 200],
      [14, 200],
      [7, 200],
      [0, 1200],
    ]);
  });
});

describe("pending items", () => {
  it("are billed at the interval that was asked for", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      pending_invoice_item_interval: { interval: "week", interval_count: 1 },
    });
    expect(subscription.next_pending_invoice_item_invoice).toBe(june + 7 * day);
    await account.stripe.subscriptionItems.update(itemOf(subscription).id, { quantity: 2 });
    await clock.advanceTo(june + 7 * day + 2 * hour);
    const billed = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(billed.next_pending_invoice_item_invoice).toBe(june + 14 * day);
    expect(billed.latest_invoice).toMatchObject({ amount_paid: 1200, status: "paid" });
  });
});
