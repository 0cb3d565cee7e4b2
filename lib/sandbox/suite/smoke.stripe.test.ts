import { expect, test } from "vitest";
import { day, itemOf, itHereOnly, june, openAccount, unique } from "./harness";

test("a subscription costs its price, and an upgrade in the middle of the month half the difference", async () => {
  const account = await openAccount();
  const customer = await account.customer();
  const starter = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, starter, { expand: ["latest_invoice"] });
  expect(subscription).toMatchObject({ status: "active", latest_invoice: { amount_paid: 1200 } });
  expect(itemOf(subscription).price.id).toBe(starter.id);
});

test("a test clock takes a subscription to its next month", async () => {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const { id } = await account.subscribe(customer, price);
  await clock.advanceTo(june + 31 * day);
  const invoices = await account.stripe.invoices.list({ subscription: id });
  expect(invoices.data.map((invoice) => invoice.amount_due)).toEqual([1200, 1200]);
});

test("a mistake is refused with its parameter", async () => {
  const { stripe } = await openAccount();
  await expect(stripe.subscriptions.create({ customer: "" })).rejects.toMatchObject({
    statusCode: 400,
  });
});

itHereOnly(
  "what a test made is gone or archived after it",
  "others' objects are there too",
  async () => {
    const account = await openAccount();
    const { stripe } = account;
    const clock = await account.clock();
    const timeless = await account.customer();
    await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    await account.subscribe(timeless, price);
    await stripe.coupons.create({ id: unique("coupon"), percent_off: 10 });
    await account.leave();
    const { data: customers } = await stripe.customers.list();
    const { data: clocks } = await stripe.testHelpers.testClocks.list();
    const { data: coupons } = await stripe.coupons.list();
    const { data: prices } = await stripe.prices.list({ active: true });
    const { data: products } = await stripe.products.list({ active: true });
    expect({ customers, clocks, coupons, prices, products }).toEqual({
      customers: [],
      clocks: [],
      coupons: [],
      prices: [],
      products: [],
    });
  },
);
