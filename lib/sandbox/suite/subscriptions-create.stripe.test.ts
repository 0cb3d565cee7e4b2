import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount, unique } from "./harness";

const july = Date.UTC(2026, 6, 1) / 1000;

/** Amounts and beginnings of the lines of a subscription's expanded latest invoice. */
function linesOf({ latest_invoice: invoice }: Stripe.Subscription): [number, number][] {
  if (invoice === null || typeof invoice === "string") throw new Error("There is no invoice.");
  return invoice.lines.data.map(({ amount, period }) => [amount, period.start]);
}

describe("a new subscription", () => {
  test("is active and paid, with a period of one interval and everything the object documents", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      description: "Everything",
      metadata: { order: "7" },
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({
      object: "subscription",
      billing_cycle_anchor: june,
      billing_mode: { type: "flexible" },
      cancel_at: null,
      cancel_at_period_end: false,
      collection_method: "charge_automatically",
      created: june,
      currency: "usd",
      customer: customer.id,
      days_until_due: null,
      description: "Everything",
      discounts: [],
      latest_invoice: { amount_paid: 1200, billing_reason: "subscription_create", status: "paid" },
      metadata: { order: "7" },
      pause_collection: null,
      pending_update: null,
      schedule: null,
      start_date: june,
      status: "active",
      test_clock: clock.id,
      trial_end: null,
    });
    expect(itemOf(subscription)).toMatchObject({
      object: "subscription_item",
      current_period_end: july,
      current_period_start: june,
      price: { id: price.id },
      quantity: 1,
      subscription: subscription.id,
    });
  });

  test("takes a price made inline, which stays inactive", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const product = await account.stripe.products.create({ name: unique("Hosting") });
    const subscription = await account.subscribe(
      customer,
      [
        {
          price_data: {
            currency: "usd",
            product: product.id,
            recurring: { interval: "week" },
            unit_amount: 700,
          },
          quantity: 2,
        },
      ],
      { expand: ["latest_invoice"] },
    );
    expect(subscription.latest_invoice).toMatchObject({ amount_paid: 1400 });
    const { id } = itemOf(subscription).price;
    expect(await account.stripe.prices.retrieve(id)).toMatchObject({
      active: false,
      recurring: { interval: "week" },
      unit_amount: 700,
    });
  });

  test("bills one-time items on its first invoice", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const setup = await account.price({ unit_amount: 500 });
    const subscription = await account.subscribe(customer, price, {
      add_invoice_items: [{ price: setup.id, quantity: 3, metadata: { kind: "setup" } }],
      expand: ["latest_invoice"],
    });
    expect(subscription.latest_invoice).toMatchObject({ amount_paid: 2700, total: 2700 });
    expect(subscription.items.data).toHaveLength(1);
  });

  test("is billed in the currency that is asked for", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({
      unit_amount: 1200,
      interval: "month",
      currency_options: { eur: { unit_amount: 1100 } },
    });
    const subscription = await account.subscribe(customer, price, {
      currency: "eur",
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({
      currency: "eur",
      latest_invoice: { amount_paid: 1100, currency: "eur" },
    });
  });

  test("with a future billing date is billed for its share of the first month", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3000, interval: "month" });
    const anchor = june + 10 * day;
    const subscription = await account.subscribe(customer, price, {
      billing_cycle_anchor: anchor,
      expand: ["latest_invoice"],
    });
    // 10 days of the 31 between 11 May and 11 June.
    expect(subscription).toMatchObject({
      billing_cycle_anchor: anchor,
      latest_invoice: { amount_paid: 968 },
    });
    expect(itemOf(subscription).current_period_end).toBe(anchor);
  });

  test("with a future billing date and no proration costs nothing until then", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3000, interval: "month" });
    const { id } = await account.subscribe(customer, price, {
      billing_cycle_anchor: june + 10 * day,
      proration_behavior: "none",
    });
    const invoices = await account.stripe.invoices.list({ subscription: id });
    expect(invoices.data.reduce((sum, invoice) => sum + invoice.total, 0)).toBe(0);
    expect((await account.stripe.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("that is to end within its first period costs its share, or all without prorations", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3000, interval: "month" });
    const paid = async (proration_behavior: "create_prorations" | "none") => {
      const { latest_invoice: invoice } = await account.subscribe(customer, price, {
        cancel_at: june + 10 * day,
        proration_behavior,
        expand: ["latest_invoice"],
      });
      return invoice;
    };
    expect(await paid("create_prorations")).toMatchObject({ amount_paid: 1000 });
    expect(await paid("none")).toMatchObject({ amount_paid: 3000 });
  });

  test("can be billed on a day of the month", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3000, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      billing_cycle_anchor_config: { day_of_month: 16, hour: 0, minute: 0, second: 0 },
    });
    expect(subscription).toMatchObject({
      billing_cycle_anchor: june + 15 * day,
      billing_cycle_anchor_config: {
        day_of_month: 16,
        hour: 0,
        minute: 0,
        month: null,
        second: 0,
      },
    });
  });

  test("that is backdated begins its billing cycle there, a line for each period of it", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3100, interval: "month" });
    const april16 = Date.UTC(2026, 3, 16) / 1000;
    const may16 = Date.UTC(2026, 4, 16) / 1000;
    const subscription = await account.subscribe(customer, price, {
      backdate_start_date: april16,
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({ billing_cycle_anchor: april16, start_date: april16 });
    expect(linesOf(subscription)).toEqual([
      [3100, april16],
      [3100, may16],
    ]);
    expect(itemOf(subscription).current_period_start).toBe(may16);
  });

  test("that is backdated in classic billing begins its billing cycle now, one line for the past", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3100, interval: "month" });
    const april16 = Date.UTC(2026, 3, 16) / 1000;
    const subscription = await account.subscribe(customer, price, {
      backdate_start_date: april16,
      billing_mode: { type: "classic" },
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({ billing_cycle_anchor: june, start_date: april16 });
    // Half of the imagined month from 16 April and all of May, then June.
    expect(linesOf(subscription)).toEqual([
      [1550 + 3100, april16],
      [3100, june],
    ]);
  });

  test("that is backdated without prorations bills nothing of what has passed", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 3100, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      backdate_start_date: june - 10 * day,
      proration_behavior: "none",
    });
    expect(subscription).toMatchObject({ latest_invoice: null, start_date: june - 10 * day });
  });

  test("that is to be sent is active at once, its invoice a draft with a due date for an hour", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock, card: null });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      collection_method: "send_invoice",
      days_until_due: 14,
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({
      days_until_due: 14,
      latest_invoice: { status: "draft", total: 1200 },
      status: "active",
    });
    await clock.advanceTo(june + 2 * 3600);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data[0]).toMatchObject({ status: "open" });
  });

  test("redeems coupons for itself and for its items", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const other = await account.price({ unit_amount: 2000, interval: "month" });
    const half = await account.stripe.coupons.create({ percent_off: 50, duration: "forever" });
    const tenth = await account.stripe.coupons.create({ percent_off: 10, duration: "forever" });
    const subscription = await account.subscribe(
      customer,
      [{ price: price.id, discounts: [{ coupon: half.id }] }, { price: other.id }],
      { discounts: [{ coupon: tenth.id }], expand: ["discounts", "latest_invoice"] },
    );
    expect(subscription.discounts).toMatchObject([
      { object: "discount", source: { coupon: tenth.id }, subscription: subscription.id },
    ]);
    expect(subscription.items.data.map((item) => item.discounts.length)).toEqual([1, 0]);
    expect(subscription.latest_invoice).toMatchObject({ amount_paid: (500 + 2000) * 0.9 });
    expect(await account.stripe.coupons.retrieve(half.id)).toMatchObject({ times_redeemed: 1 });
  });

  test("keeps the settings it was given", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const rate = await account.stripe.taxRates.create({
      display_name: "VAT",
      inclusive: false,
      percentage: 20,
    });
    const subscription = await account.subscribe(customer, price, {
      billing_mode: { type: "classic" },
      billing_thresholds: { amount_gte: 5000 },
      default_tax_rates: [rate.id],
      invoice_settings: {
        custom_fields: [{ name: "PO", value: "42" }],
        description: "Thanks",
        footer: "Bye",
      },
      payment_settings: {
        payment_method_options: { card: { request_three_d_secure: "any" } },
        payment_method_types: ["card"],
        save_default_payment_method: "on_subscription",
      },
      pending_invoice_item_interval: { interval: "week" },
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({
      billing_mode: { type: "classic", flexible: null },
      billing_thresholds: { amount_gte: 5000, reset_billing_cycle_anchor: false },
      default_tax_rates: [{ id: rate.id, percentage: 20 }],
      invoice_settings: {
        custom_fields: [{ name: "PO", value: "42" }],
        description: "Thanks",
        footer: "Bye",
        issuer: { type: "self" },
      },
      latest_invoice: { amount_paid: 1200 },
      payment_settings: {
        payment_method_options: { card: { network: null, request_three_d_secure: "any" } },
        payment_method_types: ["card"],
        save_default_payment_method: "on_subscription",
      },
      pending_invoice_item_interval: { interval: "week", interval_count: 1 },
    });
    expect(subscription.next_pending_invoice_item_invoice).toBeGreaterThan(subscription.created);
    // What paid the first invoice is now the subscription's own.
    expect(subscription.default_payment_method).toBe(
      customer.invoice_settings.default_payment_method,
    );
  });
});

describe("a new subscription is refused", () => {
  const misspelt = { colour: "blue" };
  const refusals: Record<string, [Stripe.SubscriptionCreateParams, object]> = {
    "without items": [{}, { code: "parameter_missing", param: "items" }],
    "with an unknown price": [
      { items: [{ price: "price_none" }] },
      { code: "resource_missing", param: "items[0][price]" },
    ],
    "with an unknown parameter": [
      { description: "x", ...misspelt },
      { code: "parameter_unknown", param: "colour" },
    ],
    "with pending_if_incomplete": [
      { items: [{ price: "price_any" }], payment_behavior: "pending_if_incomplete" },
      { param: "payment_behavior" },
    ],
  };
  test.each(Object.entries(refusals))("%s", async (_name, [params, error]) => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer();
    const given = { customer: id, ...params };
    await expect(stripe.subscriptions.create(given)).rejects.toMatchObject({
      statusCode: 400,
      ...error,
    });
  });

  test("with more than twenty items, the same price twice or intervals that differ in classic mode", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const month = await account.price({ unit_amount: 100, interval: "month" });
    const year = await account.price({ unit_amount: 1000, interval: "year" });
    const twice = account.subscribe(customer, [{ price: month.id }, { price: month.id }]);
    await expect(twice).rejects.toMatchObject({ statusCode: 400, param: "items" });
    const mixed = account.subscribe(customer, [{ price: month.id }, { price: year.id }], {
      billing_mode: { type: "classic" },
    });
    await expect(mixed).rejects.toMatchObject({ statusCode: 400, param: "items" });
    const data = { currency: "usd", recurring: { interval: "month" as const }, unit_amount: 100 };
    const product = String(month.product);
    const many = Array.from({ length: 21 }, () => ({ price_data: { ...data, product } }));
    await expect(account.subscribe(customer, many)).rejects.toMatchObject({
      statusCode: 400,
      param: "items",
    });
  });

  test("in a currency that its price does not have, or another than the customer's", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const dollars = await account.price({ unit_amount: 100, interval: "month" });
    const euros = await account.price({ unit_amount: 100, interval: "month", currency: "eur" });
    await expect(account.subscribe(customer, dollars, { currency: "eur" })).rejects.toMatchObject({
      statusCode: 400,
      param: "items[0][price]",
    });
    await account.subscribe(customer, dollars);
    await expect(account.subscribe(customer, euros)).rejects.toMatchObject({ statusCode: 400 });
  });

  test("with a backdate in the future or a billing date in the past", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 100, interval: "month" });
    await expect(
      account.subscribe(customer, price, { backdate_start_date: june + day }),
    ).rejects.toMatchObject({ statusCode: 400, param: "backdate_start_date" });
    await expect(
      account.subscribe(customer, price, { billing_cycle_anchor: june - day }),
    ).rejects.toMatchObject({ statusCode: 400, param: "billing_cycle_anchor" });
    await expect(
      account.subscribe(customer, price, { billing_cycle_anchor: june + 40 * day }),
    ).rejects.toMatchObject({ statusCode: 400, param: "billing_cycle_anchor" });
  });

  test("with one-time prices as items and recurring ones as invoice items", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const once = await account.price({ unit_amount: 100 });
    const month = await account.price({ unit_amount: 100, interval: "month" });
    await expect(account.subscribe(customer, once)).rejects.toMatchObject({
      statusCode: 400,
      param: "items[0][price]",
    });
    const added = account.subscribe(customer, month, {
      add_invoice_items: [{ price: month.id }],
    });
    await expect(added).rejects.toMatchObject({
      statusCode: 400,
      param: "add_invoice_items[0][price]",
    });
    expect((await account.stripe.subscriptions.list({ customer: customer.id })).data).toEqual([]);
  });
});

describe("subscriptions are found", () => {
  test("by status, price, collection method and period", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 100, interval: "month" });
    const other = await account.price({ unit_amount: 100, interval: "year" });
    const first = await account.subscribe(customer, price);
    const second = await account.subscribe(customer, other);
    await stripe.subscriptions.cancel(second.id);
    const ids = async (params: Parameters<typeof stripe.subscriptions.list>[0]) =>
      (await stripe.subscriptions.list({ customer: customer.id, ...params })).data.map(
        ({ id }) => id,
      );
    expect(await ids({})).toEqual([first.id]);
    expect(await ids({ status: "all" })).toEqual([second.id, first.id]);
    expect(await ids({ status: "ended" })).toEqual([second.id]);
    expect(await ids({ price: price.id })).toEqual([first.id]);
    expect(await ids({ price: other.id })).toEqual([]);
    expect(await ids({ collection_method: "send_invoice" })).toEqual([]);
    const { current_period_end: end } = itemOf(first);
    expect(await ids({ current_period_end: { lte: end } })).toEqual([first.id]);
    expect(await ids({ current_period_end: { lt: end } })).toEqual([]);
    expect(await ids({ automatic_tax: { enabled: true } })).toEqual([]);
  });

  test("of test clocks only where the clock or the customer is named", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 100, interval: "month" });
    const { id } = await account.subscribe(customer, price);
    const ids = async (params: { test_clock?: string; price?: string }) =>
      (await account.stripe.subscriptions.list(params)).data.map((one) => one.id);
    expect(await ids({ price: price.id })).toEqual([]);
    expect(await ids({ test_clock: clock.id })).toEqual([id]);
  });
});
