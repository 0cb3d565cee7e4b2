import Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import {
  day,
  itemOf,
  june,
  makeCustomer,
  openTestAccount,
  stockAccount,
  subscribe,
  type TestAccount,
} from "./test-account";

/** How long a renewal's invoice stays a draft, in seconds. */
const hour = 3600;

let account: TestAccount;
let stripe: Stripe;
let stock: Awaited<ReturnType<typeof stockAccount>>;

beforeEach(async () => {
  account = openTestAccount(Stripe);
  stripe = account.stripe;
  stock = await stockAccount(stripe);
});

function amounts(invoice: Stripe.Invoice): number[] {
  return invoice.lines.data.map((line) => line.amount);
}

async function latestInvoice(subscription: string): Promise<Stripe.Invoice> {
  const { data } = await stripe.invoices.list({ subscription, limit: 1 });
  const [invoice] = data;
  if (invoice === undefined) throw new Error("no invoice");
  return invoice;
}

describe("a new subscription", () => {
  it("bills its first period at once", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    expect(subscription.status).toBe("active");
    expect(item.current_period_start).toBe(june);
    expect(item.current_period_end).toBe(june + 30 * day);
    const invoice = await latestInvoice(subscription.id);
    expect(invoice).toMatchObject({
      status: "paid",
      amount_paid: 1200,
      billing_reason: "subscription_create",
      parent: { subscription_details: { subscription: subscription.id } },
    });
    expect(invoice.number).toMatch(/^[0-9A-Z]{8}-0001$/);
    expect(invoice.lines.data[0]?.description).toBe("1 × Starter (at $12.00 / month)");
  });

  it("is refused without a payment method", async () => {
    const bare = await stripe.customers.create({ email: "bare@example.com" });
    const attempt = subscribe(stripe, bare.id, stock.starter.month);
    await expect(attempt).rejects.toMatchObject({ statusCode: 400, code: "resource_missing" });
    expect((await stripe.subscriptions.list({ customer: bare.id })).data).toEqual([]);
  });

  it("waits for its first payment with default_incomplete, and starts with it", async () => {
    const bare = await stripe.customers.create({ email: "bare@example.com" });
    const { subscription } = await subscribe(stripe, bare.id, stock.starter.month, {
      payment_behavior: "default_incomplete",
    });
    expect(subscription.status).toBe("incomplete");
    const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: bare.id });
    const invoice = await latestInvoice(subscription.id);
    expect(invoice.status).toBe("open");
    await stripe.invoices.pay(invoice.id, { payment_method: method.id });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("expires when the first payment does not come within 23 hours", async () => {
    const bare = await stripe.customers.create({});
    const { subscription } = await subscribe(stripe, bare.id, stock.starter.month, {
      payment_behavior: "default_incomplete",
    });
    account.goTo(june + day);
    const expired = await stripe.subscriptions.retrieve(subscription.id);
    expect(expired.status).toBe("incomplete_expired");
    expect((await latestInvoice(subscription.id)).status).toBe("void");
  });
});

describe("an upgrade or downgrade", () => {
  it("upgrade mid-period with always_invoice bills half of the difference at once", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.month }],
      proration_behavior: "always_invoice",
    });
    expect(itemOf(changed).price.id).toBe(stock.pro.month);
    expect(itemOf(changed).current_period_end).toBe(item.current_period_end);
    const invoice = await latestInvoice(subscription.id);
    expect(changed.latest_invoice).toBe(invoice.id);
    expect(amounts(invoice)).toEqual([-600, 2400]);
    expect(invoice).toMatchObject({ amount_paid: 1800, billing_reason: "subscription_update" });
    expect(invoice.lines.data.map((line) => line.description)).toEqual([
      "Unused time on Starter after 16 Jun 2026",
      "Remaining time on Pro after 16 Jun 2026",
    ]);
    expect(invoice.lines.data[0]?.parent?.subscription_item_details).toMatchObject({
      proration: true,
      subscription_item: item.id,
    });
  });

  it("upgrade with create_prorations waits for the renewal", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.month }],
    });
    expect((await stripe.invoices.list({ customer: stock.customer.id })).data).toHaveLength(1);
    account.goTo(june + 30 * day);
    const invoice = await latestInvoice(subscription.id);
    expect(amounts(invoice)).toEqual([-600, 2400, 4800]);
    expect(invoice.billing_reason).toBe("subscription_cycle");
    const pending = await stripe.invoiceItems.list({ customer: stock.customer.id, pending: true });
    expect(pending.data).toEqual([]);
  });

  it("downgrade with always_invoice leaves credit, which pays the next invoice", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.pro.month);
    account.goTo(june + 15 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.starter.month }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestInvoice(subscription.id);
    expect(invoice).toMatchObject({ total: -1800, amount_due: 0, ending_balance: -1800 });
    expect(await stripe.customers.retrieve(stock.customer.id)).toMatchObject({ balance: -1800 });
    account.goTo(june + 30 * day + hour);
    expect(await latestInvoice(subscription.id)).toMatchObject({
      total: 1200,
      starting_balance: -1800,
      amount_due: 0,
      ending_balance: -600,
      status: "paid",
    });
  });
});

describe("a change of quantity or items", () => {
  it("quantity change prorates to the second", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.seats.month, {
      items: [{ price: stock.seats.month, quantity: 3 }],
    });
    account.goTo(june + 10 * day + 12345);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 5 }],
      proration_behavior: "always_invoice",
    });
    const left = (30 * day - 10 * day - 12345) / (30 * day);
    const invoice = await latestInvoice(subscription.id);
    expect(amounts(invoice)).toEqual([-Math.round(2700 * left), Math.round(4500 * left)]);
    expect(invoice.lines.data[1]?.description).toContain("Remaining time on 5 × Seats");
  });

  it("with none changes the price and bills nothing before the renewal", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.month }],
      proration_behavior: "none",
    });
    account.goTo(june + 30 * day);
    expect(amounts(await latestInvoice(subscription.id))).toEqual([4800]);
  });
});

describe("a change of the billing cycle", () => {
  it("month to year begins a new classic period at once and credits the unused month", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month, {
      billing_mode: { type: "classic" },
    });
    const now = june + 15 * day;
    account.goTo(now);
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.year }],
    });
    expect(changed.billing_cycle_anchor).toBe(now);
    expect(itemOf(changed)).toMatchObject({
      current_period_start: now,
      current_period_end: Date.UTC(2027, 5, 16) / 1000,
    });
    const invoice = await latestInvoice(subscription.id);
    expect(amounts(invoice)).toEqual([-600, 48000]);
    expect(invoice.amount_paid).toBe(47400);
  });

  it("billing_cycle_anchor=now begins the period anew", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    const changed = await stripe.subscriptions.update(subscription.id, {
      billing_cycle_anchor: { type: "now" },
    });
    expect(itemOf(changed).current_period_start).toBe(june + 15 * day);
    expect(amounts(await latestInvoice(subscription.id))).toEqual([-600, 1200]);
  });
});

describe("several changes", () => {
  it("adding and removing an item prorates just that item", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.pro.month);
    account.goTo(june + 15 * day);
    const both = await stripe.subscriptions.update(subscription.id, {
      items: [{ price: stock.seats.month, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestInvoice(subscription.id))).toEqual([900]);
    const added = both.items.data.find((item) => item.price.id === stock.seats.month);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: added?.id ?? "", deleted: true }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestInvoice(subscription.id))).toEqual([-900]);
  });

  it("two changes in one period credit what the first one charged", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 10 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.month }],
    });
    account.goTo(june + 20 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.starter.month }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestInvoice(subscription.id))).toEqual([-1600, 400, -800, 3200]);
  });
});

describe("a trial", () => {
  it("costs nothing and bills the first period when it ends", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.pro.month, {
      trial_period_days: 14,
    });
    expect(subscription).toMatchObject({ status: "trialing", trial_end: june + 14 * day });
    expect(amounts(await latestInvoice(subscription.id))).toEqual([0]);
    account.goTo(june + 14 * day + hour);
    const active = await stripe.subscriptions.retrieve(subscription.id);
    expect(active.status).toBe("active");
    expect(itemOf(active).current_period_end).toBe(Date.UTC(2026, 6, 15) / 1000);
    expect(await latestInvoice(subscription.id)).toMatchObject({ amount_paid: 4800 });
  });

  it("ends at once with trial_end=now, and the period begins then", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.pro.month, {
      trial_period_days: 14,
    });
    account.goTo(june + 3 * day);
    const active = await stripe.subscriptions.update(subscription.id, { trial_end: "now" });
    expect(active).toMatchObject({ status: "active", billing_cycle_anchor: june + 3 * day });
    expect(amounts(await latestInvoice(subscription.id))).toEqual([4800]);
  });

  it("changes plan without any proration", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month, {
      trial_period_days: 14,
    });
    account.goTo(june + 7 * day);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: stock.pro.year }],
      proration_behavior: "always_invoice",
    });
    account.goTo(june + 14 * day);
    expect(amounts(await latestInvoice(subscription.id))).toEqual([48000]);
  });

  it("without a payment method does what its settings say", async () => {
    const bare = await stripe.customers.create({});
    const begin = (missing: "cancel" | "pause" | "create_invoice") =>
      subscribe(stripe, bare.id, stock.pro.month, {
        trial_period_days: 1,
        trial_settings: { end_behavior: { missing_payment_method: missing } },
      });
    const [cancel, pause, bill] = [
      await begin("cancel"),
      await begin("pause"),
      await begin("create_invoice"),
    ];
    account.goTo(june + 2 * day);
    const statusOf = async ({ subscription }: { subscription: Stripe.Subscription }) =>
      (await stripe.subscriptions.retrieve(subscription.id)).status;
    expect(await statusOf(cancel)).toBe("canceled");
    expect(await statusOf(pause)).toBe("paused");
    expect(await statusOf(bill)).toBe("past_due");
  });
});

describe("time", () => {
  it("catches up on thirty renewals, each at its own date", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(Date.UTC(2028, 11, 1) / 1000 + hour);
    const invoices = await stripe.invoices
      .list({ subscription: subscription.id, limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    expect(invoices).toHaveLength(31);
    expect(invoices.map((invoice) => invoice.created)).toEqual(
      Array.from({ length: 31 }, (_, index) => Date.UTC(2026, 5 + 30 - index, 1) / 1000),
    );
    expect(invoices.every((invoice) => invoice.status === "paid")).toBe(true);
    expect(invoices[0]?.number).toMatch(/-0031$/);
  });

  it("keeps the anchor's day through short months", async () => {
    account.goTo(Date.UTC(2027, 0, 31) / 1000);
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    const ends: string[] = [];
    for (let month = 1; month <= 3; month += 1) {
      const { current_period_end: end } = itemOf(
        await stripe.subscriptions.retrieve(subscription.id),
      );
      ends.push(new Date(end * 1000).toISOString().slice(0, 10));
      account.goTo(end);
    }
    expect(ends).toEqual(["2027-02-28", "2027-03-31", "2027-04-30"]);
  });

  it("a renewal that cannot be collected leaves the subscription past due until it is paid", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    const methods = await stripe.customers.listPaymentMethods(stock.customer.id);
    await stripe.paymentMethods.detach(methods.data[0]?.id ?? "");
    account.goTo(june + 30 * day + hour);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    const invoice = await latestInvoice(subscription.id);
    expect(invoice).toMatchObject({ status: "open", amount_remaining: 1200 });
    const method = await stripe.paymentMethods.attach("pm_card_visa", {
      customer: stock.customer.id,
    });
    await stripe.invoices.pay(invoice.id, { payment_method: method.id });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});

describe("cancelling", () => {
  it("at period end can be undone, and happens if it is not", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 5 * day);
    const scheduled = await stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: "too_expensive", comment: "Later." },
    });
    expect(scheduled).toMatchObject({
      status: "active",
      cancel_at: item.current_period_end,
      canceled_at: june + 5 * day,
      cancellation_details: { feedback: "too_expensive", reason: "cancellation_requested" },
    });
    const undone = await stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: false,
    });
    expect(undone).toMatchObject({
      cancel_at: null,
      canceled_at: null,
      cancel_at_period_end: false,
    });
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    account.goTo(june + 60 * day);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: item.current_period_end,
    });
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  it("at a given time ends then, and cancel_at='' takes it back", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    await stripe.subscriptions.update(subscription.id, { cancel_at: june + 40 * day });
    const undone = await stripe.subscriptions.update(subscription.id, { cancel_at: "" });
    expect(undone.cancel_at).toBeNull();
    await stripe.subscriptions.update(subscription.id, { cancel_at: june + 40 * day });
    account.goTo(june + 50 * day);
    expect((await stripe.subscriptions.retrieve(subscription.id)).ended_at).toBe(june + 40 * day);
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);
  });
});

describe("an end now", () => {
  it("now with prorate and invoice_now credits the unused time", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    const ended = await stripe.subscriptions.cancel(subscription.id, {
      prorate: true,
      invoice_now: true,
    });
    expect(ended).toMatchObject({ status: "canceled", ended_at: june + 15 * day });
    expect(await latestInvoice(subscription.id)).toMatchObject({
      total: -600,
      ending_balance: -600,
    });
    const again = stripe.subscriptions.cancel(subscription.id);
    await expect(again).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
  });

  it("leaves only metadata and cancellation details to change", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    await stripe.subscriptions.cancel(subscription.id);
    const change = stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    await expect(change).rejects.toMatchObject({ code: "invalid_canceled_subscription_fields" });
    const noted = await stripe.subscriptions.update(subscription.id, {
      metadata: { why: "moved" },
    });
    expect(noted.metadata).toEqual({ why: "moved" });
  });

  it("deleting a customer ends its subscriptions and leaves a stub", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    await stripe.customers.del(stock.customer.id);
    expect(await stripe.customers.retrieve(stock.customer.id)).toMatchObject({ deleted: true });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    expect((await stripe.customers.list()).data).toEqual([]);
  });
});

describe("send_invoice", () => {
  it("leaves the invoice a draft for an hour, with a due date, and the subscription active", async () => {
    const bare = await makeCustomer(stripe, "bare@example.com");
    const { subscription } = await subscribe(stripe, bare.id, stock.pro.month, {
      collection_method: "send_invoice",
      days_until_due: 14,
    });
    expect(subscription.status).toBe("active");
    const due = { due_date: june + 14 * day };
    expect(await latestInvoice(subscription.id)).toMatchObject({ status: "draft", ...due });
    account.goTo(june + 3600);
    expect(await latestInvoice(subscription.id)).toMatchObject({ status: "open", ...due });
  });
});
