import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

async function running() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const base = await account.price({ unit_amount: 3000, interval: "month" });
  const seats = await account.price({ unit_amount: 900, interval: "month" });
  const subscription = await account.subscribe(customer, base);
  return { ...account, clock, customer, seats, id: subscription.id, item: itemOf(subscription) };
}

describe("a subscription item", () => {
  test("is added with a proration for the rest of the month", async () => {
    const { stripe, clock, customer, seats, id } = await running();
    await clock.advanceTo(june + 15 * day);
    const item = await stripe.subscriptionItems.create({
      metadata: { kind: "seats" },
      price: seats.id,
      quantity: 2,
      subscription: id,
    });
    expect(item).toMatchObject({
      object: "subscription_item",
      metadata: { kind: "seats" },
      price: { id: seats.id },
      quantity: 2,
      subscription: id,
    });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map(({ amount }) => amount)).toEqual([900]);
    expect((await stripe.subscriptions.retrieve(id)).items.data).toHaveLength(2);
  });

  test("is read, listed and changed, at once invoiced if asked for", async () => {
    const { stripe, clock, id, item } = await running();
    expect(await stripe.subscriptionItems.retrieve(item.id)).toMatchObject({ id: item.id });
    await clock.advanceTo(june + 15 * day);
    const changed = await stripe.subscriptionItems.update(item.id, {
      proration_behavior: "always_invoice",
      quantity: 3,
    });
    expect(changed).toMatchObject({ id: item.id, quantity: 3 });
    const { latest_invoice } = await stripe.subscriptions.retrieve(id, {
      expand: ["latest_invoice"],
    });
    expect(latest_invoice).toMatchObject({ amount_paid: 3000 });
    const list = await stripe.subscriptionItems.list({ subscription: id });
    expect(list).toMatchObject({ object: "list", has_more: false, data: [{ id: item.id }] });
  });

  test("is deleted with a credit, unless it is the last one", async () => {
    const { stripe, clock, customer, seats, id, item } = await running();
    const added = await stripe.subscriptionItems.create({
      price: seats.id,
      proration_behavior: "always_invoice",
      subscription: id,
    });
    await clock.advanceTo(june + 15 * day);
    const deleted = await stripe.subscriptionItems.del(added.id);
    expect(deleted).toMatchObject({ deleted: true, id: added.id, object: "subscription_item" });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data).toMatchObject([{ amount: -450, proration: true }]);
    await expect(stripe.subscriptionItems.retrieve(added.id)).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
    await expect(stripe.subscriptionItems.del(item.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  test("can be prorated as of another time, within the period", async () => {
    const { stripe, clock, customer, seats, id } = await running();
    await clock.advanceTo(june + 20 * day);
    const add = (proration_date: number) =>
      stripe.subscriptionItems.create({ price: seats.id, proration_date, subscription: id });
    await expect(add(june - day)).rejects.toMatchObject({
      statusCode: 400,
      param: "proration_date",
    });
    await add(june + 10 * day);
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map(({ amount }) => amount)).toEqual([600]);
  });

  test("bears its own tax rates and discounts", async () => {
    const { stripe, item } = await running();
    const rate = await stripe.taxRates.create({
      display_name: "VAT",
      inclusive: false,
      percentage: 20,
    });
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
    const taxed = await stripe.subscriptionItems.update(item.id, {
      discounts: [{ coupon: coupon.id }],
      tax_rates: [rate.id],
      expand: ["discounts"],
    });
    expect(taxed).toMatchObject({
      discounts: [{ source: { coupon: coupon.id }, subscription_item: item.id }],
      tax_rates: [{ id: rate.id }],
    });
    const bare = await stripe.subscriptionItems.update(item.id, { discounts: "", tax_rates: "" });
    expect(bare).toMatchObject({ discounts: [], tax_rates: [] });
  });

  test("of a metered price has no quantity", async () => {
    const { stripe, id, ...account } = await running();
    const meter = await stripe.billing.meters.create({
      default_aggregation: { formula: "sum" },
      display_name: "Calls",
      event_name: `calls_${id.slice(-8)}`,
    });
    const calls = await account.price({
      unit_amount: 5,
      recurring: { interval: "month", meter: meter.id, usage_type: "metered" },
    });
    const counted = stripe.subscriptionItems.create({
      price: calls.id,
      quantity: 2,
      subscription: id,
    });
    await expect(counted).rejects.toMatchObject({ statusCode: 400, param: "quantity" });
    const item = await stripe.subscriptionItems.create({ price: calls.id, subscription: id });
    expect(item.quantity).toBeUndefined();
  });

  test("is refused with the parameter's own name", async () => {
    const { stripe, id, item } = await running();
    await expect(
      stripe.subscriptionItems.create({ price: "price_none", subscription: id }),
    ).rejects.toMatchObject({ code: "resource_missing", param: "price", statusCode: 400 });
    await expect(stripe.subscriptionItems.create({ subscription: id })).rejects.toMatchObject({
      code: "parameter_missing",
      param: "price",
    });
    await expect(
      stripe.subscriptionItems.create({ price: "price_none", subscription: "sub_none" }),
    ).rejects.toMatchObject({ code: "resource_missing", param: "subscription" });
    await expect(
      stripe.subscriptionItems.create({ price: item.price.id, subscription: id }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.subscriptionItems.update("si_none")).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(
      stripe.subscriptionItems.del(item.id, { clear_usage: true }),
    ).rejects.toMatchObject({ param: "clear_usage", statusCode: 400 });
  });
});

describe("items of different intervals", () => {
  test("live on one subscription in flexible billing mode, each in its own period", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const month = await account.price({ unit_amount: 1000, interval: "month" });
    const year = await account.price({ unit_amount: 12000, interval: "year" });
    const subscription = await account.subscribe(
      customer,
      [{ price: month.id }, { price: year.id }],
      { expand: ["latest_invoice"] },
    );
    expect(subscription.latest_invoice).toMatchObject({ amount_paid: 13000 });
    expect(subscription.items.data.map((item) => item.current_period_end)).toEqual([
      Date.UTC(2026, 6, 1) / 1000,
      Date.UTC(2027, 5, 1) / 1000,
    ]);
  });
});
