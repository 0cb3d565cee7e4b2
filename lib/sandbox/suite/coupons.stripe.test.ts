import type Stripe from "stripe";
import { expect, it } from "vitest";
import { day, itHereOnly, june, openAccount, unique } from "./harness";

const removed = "`coupon` of customers is gone from the newest version; the CLI still sends it";

it("a coupon of a percentage is answered with every field, absent ones null", async () => {
  const { stripe } = await openAccount();
  const coupon = await stripe.coupons.create({ percent_off: 20 });
  expect(coupon).toMatchObject({
    object: "coupon",
    amount_off: null,
    currency: null,
    duration: "once",
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: null,
    percent_off: 20,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  });
  expect(coupon).not.toHaveProperty("applies_to");
  expect(await stripe.coupons.retrieve(coupon.id)).toEqual(
    expect.objectContaining({ id: coupon.id }),
  );
});

it("a coupon of an amount has an id, a name, months and products of its own", async () => {
  const { stripe } = await openAccount();
  const product = await stripe.products.create({ name: "Pro" });
  const given = {
    id: unique("SAVE5"),
    amount_off: 500,
    currency: "usd",
    duration: "repeating" as const,
    duration_in_months: 3,
    max_redemptions: 10,
    metadata: { a: "1" },
    name: "Five off",
  };
  const applies_to = { products: [product.id] };
  const expand = ["applies_to", "currency_options"];
  const currency_options = { eur: { amount_off: 450 } };
  const params = { ...given, applies_to, currency_options, expand };
  expect(await stripe.coupons.create(params)).toMatchObject({
    ...given,
    applies_to,
    currency_options: { eur: { amount_off: 450 }, usd: { amount_off: 500 } },
    percent_off: null,
  });
  await expect(stripe.coupons.create(given)).rejects.toMatchObject({
    statusCode: 400,
    code: "resource_already_exists",
  });
});

it.each([
  ["nothing off", {}, "percent_off", "parameter_missing"],
  ["0 percent", { percent_off: 0 }, "percent_off", undefined],
  ["101 percent", { percent_off: 101 }, "percent_off", undefined],
  ["both", { percent_off: 10, amount_off: 10, currency: "usd" }, "amount_off", undefined],
  ["an amount without currency", { amount_off: 10 }, "currency", "parameter_missing"],
  [
    "repeating without months",
    { percent_off: 10, duration: "repeating" },
    "duration_in_months",
    "parameter_missing",
  ],
  ["months of once", { percent_off: 10, duration_in_months: 2 }, "duration_in_months", undefined],
  ["a past date", { percent_off: 10, redeem_by: 1000 }, "redeem_by", undefined],
  [
    "options of a percentage",
    { percent_off: 10, currency_options: { eur: { amount_off: 1 } } },
    "currency_options",
    undefined,
  ],
  [
    "an unknown product",
    { percent_off: 10, applies_to: { products: ["prod_none"] } },
    "applies_to[products][0]",
    "resource_missing",
  ],
])("a coupon is refused: %s", async (_, params, param, code) => {
  const { stripe } = await openAccount();
  await expect(stripe.rawRequest("POST", "/v1/coupons", params)).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});

it("of a coupon only name, metadata and currency options change", async () => {
  const { stripe } = await openAccount();
  const { id } = await stripe.coupons.create({ amount_off: 500, currency: "usd" });
  const change = { name: "Renamed", metadata: { a: "1" } };
  expect(await stripe.coupons.update(id, change)).toMatchObject(change);
  const currency_options = { eur: { amount_off: 400 } };
  const expand = ["currency_options"];
  expect(await stripe.coupons.update(id, { currency_options, expand })).toMatchObject({
    currency_options: { ...currency_options, usd: { amount_off: 500 } },
  });
  const raw = stripe.rawRequest("POST", `/v1/coupons/${id}`, { percent_off: 1 });
  await expect(raw).rejects.toMatchObject({ statusCode: 400, code: "parameter_unknown" });
});

it("a deleted coupon is gone for new customers and stays for those who have it", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1000, interval: "month" });
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  const discounts = [{ coupon: coupon.id }];
  const { id } = await account.subscribe(customer, price, { discounts });
  expect(await stripe.coupons.del(coupon.id)).toMatchObject({ id: coupon.id, deleted: true });
  await expect(stripe.coupons.retrieve(coupon.id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
  await expect(account.subscribe(customer, price, { discounts })).rejects.toMatchObject({
    statusCode: 400,
    code: "resource_missing",
    message: `No such coupon: '${coupon.id}'`,
  });
  const preview = await stripe.invoices.createPreview({ subscription: id });
  expect(preview.total).toBe(500);
});

it("a coupon is redeemed as often as it may and then no longer valid", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1000, interval: "month" });
  const { id } = await stripe.coupons.create({ percent_off: 50, max_redemptions: 1 });
  const discounts = [{ coupon: id }];
  await account.subscribe(customer, price, { discounts });
  expect(await stripe.coupons.retrieve(id)).toMatchObject({ times_redeemed: 1, valid: false });
  await expect(account.subscribe(customer, price, { discounts })).rejects.toMatchObject({
    statusCode: 400,
    code: "coupon_expired",
  });
});

it("a subscription shows its discount; deleting it takes it off", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const clock = await account.clock(june);
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1000, interval: "month" });
  const coupon = await stripe.coupons.create({
    percent_off: 50,
    duration: "repeating",
    duration_in_months: 2,
  });
  const subscription = await account.subscribe(customer, price, {
    discounts: [{ coupon: coupon.id }],
    expand: ["discounts.source.coupon", "latest_invoice"],
  });
  expect(subscription.discounts).toMatchObject([
    {
      object: "discount",
      checkout_session: null,
      customer: customer.id,
      end: june + 61 * day,
      invoice: null,
      invoice_item: null,
      promotion_code: null,
      source: { type: "coupon", coupon: { id: coupon.id, percent_off: 50 } },
      start: june,
      subscription: subscription.id,
      subscription_item: null,
    },
  ]);
  expect(subscription.latest_invoice).toMatchObject({ total: 500 });
  expect(await stripe.subscriptions.deleteDiscount(subscription.id)).toMatchObject({
    object: "discount",
    deleted: true,
    subscription: subscription.id,
  });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ discounts: [] });
  await expect(stripe.subscriptions.deleteDiscount(subscription.id)).rejects.toMatchObject({
    statusCode: 404,
  });
});

itHereOnly(
  "a customer's coupon counts for its subscriptions until it is taken off",
  removed,
  async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const { id: coupon } = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
    const path = `/v1/customers/${customer.id}`;
    await stripe.rawRequest("POST", path, { coupon });
    const discounted = await stripe.customers.retrieve(customer.id);
    expect(discounted).toMatchObject({
      discount: {
        object: "discount",
        customer: customer.id,
        end: null,
        source: { coupon, type: "coupon" },
        subscription: null,
      },
    });
    const { latest_invoice } = await account.subscribe(customer, price, {
      expand: ["latest_invoice"],
    });
    expect(latest_invoice).toMatchObject({ total: 800 });
    expect(await stripe.customers.deleteDiscount(customer.id)).toMatchObject({
      object: "discount",
      deleted: true,
      customer: customer.id,
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ discount: null });
    await expect(stripe.customers.deleteDiscount(customer.id)).rejects.toMatchObject({
      statusCode: 404,
    });
  },
);

itHereOnly(
  "another coupon takes the place of a customer's first; '' takes it off",
  removed,
  async () => {
    const { stripe } = await openAccount();
    const first = await stripe.coupons.create({ percent_off: 20 });
    const second = await stripe.coupons.create({ percent_off: 30 });
    const { id } = await stripe.customers.create({});
    const path = `/v1/customers/${id}`;
    const couponOf = async () => {
      const customer = await stripe.customers.retrieve(id);
      return customer.deleted === true ? undefined : (customer.discount?.source.coupon ?? null);
    };
    await stripe.rawRequest("POST", path, { coupon: first.id });
    expect(await couponOf()).toBe(first.id);
    await stripe.rawRequest("POST", path, { coupon: second.id });
    expect(await couponOf()).toBe(second.id);
    await stripe.rawRequest("POST", path, { coupon: "" });
    expect(await couponOf()).toBeNull();
  },
);

it("coupons are listed newest first", async () => {
  const { stripe } = await openAccount();
  const first = await stripe.coupons.create({ percent_off: 20 });
  const second = await stripe.coupons.create({ percent_off: 30 });
  const list: Stripe.ApiList<Stripe.Coupon> = await stripe.coupons.list({ limit: 2 });
  expect(list.data.map(({ id }) => id)).toEqual([second.id, first.id]);
});

it("a coupon that counts once leaves the subscription with its first invoice, which keeps it", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1000, interval: "month" });
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25 });
  const subscription = await account.subscribe(customer, price, {
    discounts: [{ coupon }],
    expand: ["latest_invoice.discounts", "latest_invoice.total_discount_amounts.discount"],
  });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ discounts: [] });
  expect(subscription.latest_invoice).toMatchObject({
    discounts: [{ object: "discount", source: { coupon } }],
    total: 750,
    total_discount_amounts: [{ amount: 250, discount: { object: "discount" } }],
  });
});
