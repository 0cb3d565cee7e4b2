import Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import {
  day,
  june,
  openTestAccount,
  stockAccount,
  subscribe,
  type TestAccount,
} from "./test-account";

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

/** What a preview and the invoice it foretells must have in common. */
function gist(invoice: Stripe.Invoice) {
  return {
    lines: invoice.lines.data.map(({ amount, description, period, pricing, quantity }) => ({
      amount,
      description,
      period,
      price: pricing?.price_details?.price,
      quantity,
    })),
    total: invoice.total,
    amount_due: invoice.amount_due,
    starting_balance: invoice.starting_balance,
    ending_balance: invoice.ending_balance,
  };
}

describe("a preview", () => {
  it("of nothing shows the next renewal and writes nothing", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview).toMatchObject({
      amount_due: 1200,
      billing_reason: "upcoming",
      created: june + 30 * day,
      number: null,
      status: "draft",
    });
    expect(preview.id).toMatch(/^upcoming_in_/);
    expect((await stripe.invoices.list()).data).toHaveLength(1);
    const byCustomer = await stripe.invoices.createPreview({ customer: stock.customer.id });
    expect(gist(byCustomer)).toEqual(gist(preview));
  });

  it("of a customer takes the subscription that bills next", async () => {
    await subscribe(stripe, stock.customer.id, stock.pro.year);
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    const preview = await stripe.invoices.createPreview({ customer: stock.customer.id });
    expect(preview.parent?.subscription_details?.subscription).toBe(subscription.id);
  });

  it("with create_prorations shows them before the next period", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item.id, price: stock.pro.month }] },
    });
    expect(amounts(preview)).toEqual([-600, 2400, 4800]);
    expect(preview.created).toBe(june + 30 * day);
    const recurring = await stripe.invoices.createPreview({
      subscription: subscription.id,
      preview_mode: "recurring",
      subscription_details: { items: [{ id: item.id, price: stock.pro.month }] },
    });
    expect(amounts(recurring)).toEqual([4800]);
    const pending = await stripe.invoiceItems.list({ customer: stock.customer.id });
    expect(pending.data).toEqual([]);
  });
});

describe("a preview of a change", () => {
  it("of another interval is due now in classic billing", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month, {
      billing_mode: { type: "classic" },
    });
    account.goTo(june + 15 * day);
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item.id, price: stock.starter.year }] },
    });
    expect(preview).toMatchObject({ created: june + 15 * day, amount_due: 11400 });
  });

  it("of a scheduled or immediate end shows what remains to be billed", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    account.goTo(june + 15 * day);
    const now = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { cancel_now: true },
    });
    expect(amounts(now)).toEqual([-600]);
    const later = stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { cancel_at_period_end: true },
    });
    await expect(later).rejects.toMatchObject({ statusCode: 404, code: "invoice_upcoming_none" });
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const ending = stripe.invoices.createPreview({ customer: stock.customer.id });
    await expect(ending).rejects.toMatchObject({ code: "invoice_upcoming_none" });
  });

  it("of a trial's end, and of a subscription that does not exist yet", async () => {
    const { subscription } = await subscribe(stripe, stock.customer.id, stock.pro.month, {
      trial_period_days: 14,
    });
    const next = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(next).toMatchObject({ created: june + 14 * day, amount_due: 4800 });
    const ended = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { trial_end: "now" },
    });
    expect(ended).toMatchObject({ created: june, amount_due: 4800 });
    const fresh = await stripe.invoices.createPreview({
      customer: stock.customer.id,
      subscription_details: { items: [{ price: stock.seats.month, quantity: 4 }] },
    });
    expect(fresh.amount_due).toBe(3600);
  });
});

describe("any preview", () => {
  it("refuses a proration date outside the period, an ended subscription and a stranger's", async () => {
    const { subscription, item } = await subscribe(stripe, stock.customer.id, stock.starter.month);
    const preview = (subscription_details: Stripe.InvoiceCreatePreviewParams.SubscriptionDetails) =>
      stripe.invoices.createPreview({ subscription: subscription.id, subscription_details });
    const items = [{ id: item.id, price: stock.pro.month }];
    await expect(preview({ items, proration_date: june - 1 })).rejects.toMatchObject({
      statusCode: 400,
    });
    const other = await stripe.customers.create();
    const foreign = stripe.invoices.createPreview({
      customer: other.id,
      subscription: subscription.id,
    });
    await expect(foreign).rejects.toMatchObject({ code: "resource_missing" });
    await stripe.subscriptions.cancel(subscription.id);
    await expect(preview({ items })).rejects.toMatchObject({ code: "invoice_upcoming_none" });
  });
});
