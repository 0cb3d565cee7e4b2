import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, june, openAccount } from "./harness";

function amounts(invoice: Stripe.Invoice): number[] {
  return invoice.lines.data.map((line) => line.amount);
}

/** A subscription to a monthly price of 1200 since 1 June, on 16 June. */
async function halfway(params: Omit<Stripe.SubscriptionCreateParams, "customer" | "items"> = {}) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, price, params);
  await clock.advanceTo(june + 15 * day);
  const preview = (given: Omit<Stripe.InvoiceCreatePreviewParams, "subscription"> = {}) =>
    account.stripe.invoices.createPreview({ subscription: subscription.id, ...given });
  return { account, clock, customer, price, subscription, item: itemOf(subscription), preview };
}

async function couponOf(account: Account, params: Stripe.CouponCreateParams) {
  return (await account.stripe.coupons.create(params)).id;
}

const nothing = { statusCode: 404, code: "invoice_upcoming_none" };

describe("a preview", () => {
  it("of a subscription is its next invoice and keeps nothing", async () => {
    const { account, subscription, preview } = await halfway();
    const invoice = await preview();
    expect(invoice).toMatchObject({
      amount_due: 1200,
      billing_reason: "upcoming",
      created: june + 30 * day,
      number: null,
      period_end: june + 30 * day,
      period_start: june,
      status: "draft",
    });
    expect(invoice.id).toMatch(/^upcoming_in_/);
    const invoices = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(invoices.data).toHaveLength(1);
  });

  it("can be retrieved, and shows ten of its lines; the others are on its further pages", async () => {
    const { account, preview } = await halfway();
    const product = await account.stripe.products.create({ name: "Setup" });
    const items = Array.from({ length: 12 }, (_, at) => ({
      price_data: { currency: "usd", product: product.id, unit_amount: 100 + at },
    }));
    const invoice = await preview({ invoice_items: items });
    expect(invoice.lines.data).toHaveLength(10);
    expect(invoice.lines.has_more).toBe(true);
    const kept = await account.stripe.invoices.retrieve(invoice.id);
    expect(JSON.stringify(kept)).toBe(JSON.stringify(invoice));
    const lines = await account.stripe.invoices.listLineItems(invoice.id, { limit: 100 });
    expect(lines.data).toHaveLength(13);
    expect(lines.data.slice(0, 10)).toEqual(invoice.lines.data);
  });

  it("adds items of its own and changes waiting ones: 1200 + 3 × 250 - 100 = 1850", async () => {
    const { account, customer, preview } = await halfway();
    const product = await account.stripe.products.create({ name: "Setup" });
    const waiting = await account.stripe.invoiceItems.create({
      customer: customer.id,
      currency: "usd",
      amount: 900,
    });
    const invoice = await preview({
      invoice_items: [
        {
          price_data: { currency: "usd", product: product.id, unit_amount: 250 },
          quantity: 3,
        },
        { invoiceitem: waiting.id, amount: -100 },
      ],
    });
    expect(invoice.total).toBe(1850);
    const items = await account.stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(items.data.map(({ amount }) => amount)).toEqual([900]);
  });

  it("brings discounts, or with '' takes all off: 1200 - 50% = 600, and 1200", async () => {
    const account = await openAccount();
    const coupon = await couponOf(account, { percent_off: 50, duration: "once" });
    const forever = await couponOf(account, { percent_off: 10, duration: "forever" });
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const { id } = await account.subscribe(customer, price, { discounts: [{ coupon: forever }] });
    const preview = (discounts?: Stripe.InvoiceCreatePreviewParams["discounts"]) =>
      account.stripe.invoices.createPreview({
        subscription: id,
        ...(discounts === undefined ? {} : { discounts }),
      });
    expect((await preview()).total).toBe(1080);
    expect((await preview([{ coupon }])).total).toBe(600);
    expect((await preview("")).total).toBe(1200);
    const { times_redeemed: times } = await account.stripe.coupons.retrieve(coupon);
    expect(times).toBe(0);
  });

  it("with preview_mode=recurring shows a whole period of the change, without prorations", async () => {
    const { account, item, preview } = await halfway();
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const subscription_details = { items: [{ id: item.id, price: pro.id }] };
    const next = await preview({ subscription_details });
    expect(amounts(next)).toEqual([-600, 2400, 4800]);
    expect(next.parent?.subscription_details).toMatchObject({
      subscription_proration_date: june + 15 * day,
    });
    const recurring = await preview({ subscription_details, preview_mode: "recurring" });
    expect(amounts(recurring)).toEqual([4800]);
  });

  it("with other default tax rates taxes what it shows: 1200 + 20% = 1440", async () => {
    const { account, preview } = await halfway();
    const rate = await account.stripe.taxRates.create({
      display_name: "VAT",
      inclusive: false,
      percentage: 20,
    });
    const invoice = await preview({ subscription_details: { default_tax_rates: [rate.id] } });
    expect(invoice.total).toBe(1440);
    const exempt = await preview({
      customer_details: { tax_exempt: "exempt" },
      subscription_details: { default_tax_rates: [rate.id] },
    });
    expect(exempt).toMatchObject({ customer_tax_exempt: "exempt", total: 1200 });
  });
});

describe("a preview of an end", () => {
  it("now gives back the unused half of 1200, with none nothing", async () => {
    const { preview } = await halfway();
    const credited = await preview({ subscription_details: { cancel_now: true } });
    expect(amounts(credited)).toEqual([-600]);
    const plain = preview({
      subscription_details: { cancel_now: true, proration_behavior: "none" },
    });
    expect((await plain).total).toBe(0);
  });

  it("with the period has nothing more to bill", async () => {
    const { account, customer, subscription, preview } = await halfway();
    const end = preview({ subscription_details: { cancel_at_period_end: true } });
    await expect(end).rejects.toMatchObject(nothing);
    await account.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const next = account.stripe.invoices.createPreview({ customer: customer.id });
    await expect(next).rejects.toMatchObject(nothing);
  });

  it("within a later period bills its share: 10 of July's 31 days of 1200 are 387", async () => {
    const { preview } = await halfway();
    const invoice = await preview({ subscription_details: { cancel_at: june + 40 * day } });
    expect(amounts(invoice)).toEqual([387]);
  });

  it("of a pause gives back half of 1200 if it is invoiced", async () => {
    const { preview } = await halfway();
    const invoice = await preview({
      subscription_details: { pause: { invoicing_behavior: "invoice" } },
    });
    expect(amounts(invoice)).toEqual([-600]);
    const plain = await preview({ subscription_details: { pause: {} } });
    expect(amounts(plain)).toEqual([1200]);
  });
});

describe("a preview of something new", () => {
  it("is the first invoice of a subscription: 4 × 900, in a trial 0", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 900, interval: "month" });
    const items = [{ price: price.id, quantity: 4 }];
    const preview = (subscription_details: Stripe.InvoiceCreatePreviewParams.SubscriptionDetails) =>
      account.stripe.invoices.createPreview({ customer: customer.id, subscription_details });
    expect((await preview({ items })).total).toBe(3600);
    const trial = await preview({ items, trial_end: Math.floor(Date.now() / 1000) + 7 * day });
    expect(trial.total).toBe(0);
    expect((await account.stripe.subscriptions.list({ customer: customer.id })).data).toEqual([]);
  });

  it("is the first invoice of a schedule, and its next phase's", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const phases: Stripe.SubscriptionScheduleCreateParams.Phase[] = [
      {
        items: [{ price: starter.id, quantity: 1 }],
        duration: { interval: "month", interval_count: 1 },
      },
      {
        items: [{ price: pro.id, quantity: 1 }],
        duration: { interval: "month", interval_count: 1 },
      },
    ];
    const first = await account.stripe.invoices.createPreview({
      customer: customer.id,
      schedule_details: { phases },
    });
    expect(first.total).toBe(1200);
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer: customer.id,
      phases,
      start_date: "now",
    });
    const next = await account.stripe.invoices.createPreview({ schedule: schedule.id });
    expect(next.total).toBe(4800);
  });

  it("is what waits for a customer without a subscription, else there is none", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const preview = () => account.stripe.invoices.createPreview({ customer: customer.id });
    await expect(preview()).rejects.toMatchObject(nothing);
    await account.stripe.invoiceItems.create({
      customer: customer.id,
      currency: "usd",
      amount: 700,
    });
    expect((await preview()).total).toBe(700);
  });
});

describe("a preview is refused", () => {
  it("for a schedule and a subscription at once, a stranger's subscription, a date with none", async () => {
    const { account, item, price, subscription, preview } = await halfway();
    await expect(preview({ schedule_details: { end_behavior: "cancel" } })).rejects.toMatchObject({
      statusCode: 400,
    });
    const other = await account.customer();
    const foreign = account.stripe.invoices.createPreview({
      customer: other.id,
      subscription: subscription.id,
    });
    await expect(foreign).rejects.toMatchObject({
      code: "resource_missing",
      param: "subscription",
    });
    const items = [{ id: item.id, price: price.id, quantity: 2 }];
    const early = preview({ subscription_details: { items, proration_date: june - 1 } });
    await expect(early).rejects.toMatchObject({ statusCode: 400 });
    const idle = preview({
      subscription_details: {
        items,
        proration_behavior: "none",
        proration_date: june + 14 * day,
      },
    });
    await expect(idle).rejects.toMatchObject({ statusCode: 400 });
  });

  it("without anybody to bill where that decides: what waits, automatic tax", async () => {
    const account = await openAccount();
    const price = await account.price({ unit_amount: 900, interval: "month" });
    const subscription_details = { items: [{ price: price.id }] };
    const anybody = await account.stripe.invoices.createPreview({ subscription_details });
    expect(anybody).toMatchObject({ amount_due: 900, total: 900 });
    const nobody = account.stripe.invoices.createPreview({});
    await expect(nobody).rejects.toMatchObject({ statusCode: 400, code: "parameter_missing" });
    const preview = account.stripe.invoices.createPreview({
      automatic_tax: { enabled: true },
      subscription_details,
    });
    await expect(preview).rejects.toMatchObject({ statusCode: 400, code: "parameter_missing" });
  });
});
