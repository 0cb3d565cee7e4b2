import type Stripe from "stripe";
import { expect, it } from "vitest";
import { type Account, openAccount, unique } from "./harness";

async function openShop(coupon: Stripe.CouponCreateParams = { percent_off: 20 }) {
  const account = await openAccount();
  const { id } = await account.stripe.coupons.create(coupon);
  return { ...account, coupon: id, promotion: { type: "coupon" as const, coupon: id } };
}

function buy(account: Account, customer: Stripe.Customer, code: string) {
  const discounts = [{ promotion_code: code }];
  const params = { expand: ["latest_invoice", "discounts"], discounts };
  return account
    .price({ unit_amount: 1000, interval: "month" })
    .then((price) => account.subscribe(customer, price, params));
}

it("a promotion code is answered with every field, absent ones null; its code is made up", async () => {
  const { stripe, promotion } = await openShop();
  const made = await stripe.promotionCodes.create({ promotion });
  expect(made).toMatchObject({
    object: "promotion_code",
    active: true,
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    promotion,
    restrictions: {
      first_time_transaction: false,
      minimum_amount: null,
      minimum_amount_currency: null,
    },
    times_redeemed: 0,
  });
  expect(made.code).toMatch(/^[A-Z0-9]{8}$/);
  const expand = ["promotion.coupon"];
  expect(await stripe.promotionCodes.retrieve(made.id, { expand })).toMatchObject({
    promotion: { coupon: { object: "coupon", percent_off: 20 } },
  });
});

it("a promotion code keeps what it is given", async () => {
  const { stripe, promotion } = await openShop({ percent_off: 20, max_redemptions: 5 });
  const customer = await stripe.customers.create({});
  const given = {
    promotion,
    code: unique("SUMMER"),
    customer: customer.id,
    expires_at: Math.floor(Date.now() / 1000) + 86400,
    max_redemptions: 5,
    metadata: { a: "1" },
    restrictions: {
      first_time_transaction: true,
      minimum_amount: 500,
      minimum_amount_currency: "usd",
    },
  };
  expect(await stripe.promotionCodes.create(given)).toMatchObject(given);
});

it("a code stands for one active promotion code, whatever its case", async () => {
  const { stripe, promotion } = await openShop();
  const code = unique("VIP");
  const first = await stripe.promotionCodes.create({ promotion, code });
  const again = () => stripe.promotionCodes.create({ promotion, code: code.toLowerCase() });
  await expect(again()).rejects.toMatchObject({ statusCode: 400, param: "code" });
  await stripe.promotionCodes.update(first.id, { active: false });
  const second = await again();
  await expect(stripe.promotionCodes.update(first.id, { active: true })).rejects.toMatchObject({
    statusCode: 400,
  });
  const { data } = await stripe.promotionCodes.list({ code: code.toUpperCase() });
  expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
});

it.each([
  ["no promotion", {}, undefined, "parameter_missing"],
  [
    "an unknown coupon",
    { promotion: { type: "coupon", coupon: "none" } },
    "promotion[coupon]",
    "resource_missing",
  ],
  ["a strange code", { code: "so strange!" }, "code", undefined],
  ["more redemptions than the coupon", { max_redemptions: 6 }, "max_redemptions", undefined],
  ["a past end", { expires_at: 1000 }, "expires_at", undefined],
  [
    "a minimum without currency",
    { restrictions: { minimum_amount: 5 } },
    "restrictions[minimum_amount_currency]",
    "parameter_missing",
  ],
])("a promotion code is refused: %s", async (name, params, param, code) => {
  const { stripe, promotion } = await openShop({ percent_off: 20, max_redemptions: 5 });
  const given = name === "no promotion" ? params : { promotion, ...params };
  await expect(stripe.rawRequest("POST", "/v1/promotion_codes", given)).rejects.toMatchObject({
    statusCode: 400,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  });
});

it("a promotion code gives its coupon and counts", async () => {
  const account = await openShop();
  const { stripe } = account;
  const customer = await account.customer();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  const promotion = { type: "coupon" as const, coupon };
  const { id } = await stripe.promotionCodes.create({ promotion, max_redemptions: 1 });
  const subscription = await buy(account, customer, id);
  expect(subscription).toMatchObject({
    discounts: [{ promotion_code: id, source: { coupon } }],
    latest_invoice: { total: 800 },
  });
  expect(await stripe.promotionCodes.retrieve(id)).toMatchObject({
    active: false,
    times_redeemed: 1,
  });
  expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1 });
  await expect(buy(account, customer, id)).rejects.toMatchObject({ statusCode: 400 });
});

it("a promotion code for one customer is refused to another", async () => {
  const account = await openShop();
  const { stripe, promotion } = account;
  const [hers, his] = await Promise.all([account.customer(), account.customer()]);
  const { id } = await stripe.promotionCodes.create({ promotion, customer: hers.id });
  await expect(buy(account, his, id)).rejects.toMatchObject({
    statusCode: 400,
    param: "discounts[0][promotion_code]",
  });
  expect(await buy(account, hers, id)).toMatchObject({ latest_invoice: { total: 800 } });
});

it("a promotion code for first transactions is refused to who has bought before", async () => {
  const account = await openShop();
  const { stripe, promotion } = account;
  const customer = await account.customer();
  const restrictions = { first_time_transaction: true };
  const { id } = await stripe.promotionCodes.create({ promotion, restrictions });
  expect(await buy(account, customer, id)).toMatchObject({ latest_invoice: { total: 800 } });
  await expect(buy(account, customer, id)).rejects.toMatchObject({
    statusCode: 400,
    message:
      "This promotion code cannot be redeemed because the associated customer has prior transactions.",
  });
});

it("a coupon that is deleted takes its promotion codes with it", async () => {
  const { stripe, promotion, coupon } = await openShop();
  const { id } = await stripe.promotionCodes.create({ promotion });
  await stripe.coupons.del(coupon);
  expect(await stripe.promotionCodes.retrieve(id)).toMatchObject({ active: false });
  await expect(stripe.promotionCodes.update(id, { active: true })).rejects.toMatchObject({
    statusCode: 400,
    param: "active",
  });
});

it("promotion codes are listed by coupon, customer and activity, and change their metadata", async () => {
  const { stripe, promotion, coupon } = await openShop();
  const customer = await stripe.customers.create({});
  const open = await stripe.promotionCodes.create({ promotion });
  const own = await stripe.promotionCodes.create({
    promotion,
    customer: customer.id,
    active: false,
  });
  const idsOf = async (params: Stripe.PromotionCodeListParams) =>
    (await stripe.promotionCodes.list(params)).data.map(({ id }) => id);
  expect(await idsOf({ coupon })).toEqual([own.id, open.id]);
  expect(await idsOf({ coupon, active: true })).toEqual([open.id]);
  expect(await idsOf({ customer: customer.id })).toEqual([own.id]);
  const metadata = { foo: "bar" };
  expect(await stripe.promotionCodes.update(open.id, { metadata })).toMatchObject({ metadata });
});

it("a promotion code with a minimum amount is refused to smaller purchases", async () => {
  const account = await openShop();
  const { stripe, promotion } = account;
  const customer = await account.customer();
  const codeFrom = (minimum_amount: number) => {
    const restrictions = { minimum_amount, minimum_amount_currency: "usd" };
    return stripe.promotionCodes.create({ promotion, restrictions });
  };
  await expect(buy(account, customer, (await codeFrom(1001)).id)).rejects.toMatchObject({
    statusCode: 400,
    param: "discounts[0][promotion_code]",
  });
  expect(await buy(account, customer, (await codeFrom(1000)).id)).toMatchObject({
    latest_invoice: { total: 800 },
  });
});

it("a promotion code with a minimum amount is refused to items and running subscriptions", async () => {
  const account = await openShop();
  const { stripe, promotion } = account;
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1000, interval: "month" });
  const restrictions = { minimum_amount: 100, minimum_amount_currency: "usd" };
  const { id: promotion_code } = await stripe.promotionCodes.create({ promotion, restrictions });
  const item = { price: price.id, discounts: [{ promotion_code }] };
  await expect(account.subscribe(customer, [item])).rejects.toMatchObject({ statusCode: 400 });
  const { id } = await account.subscribe(customer, price);
  const updated = stripe.subscriptions.update(id, { discounts: [{ promotion_code }] });
  await expect(updated).rejects.toMatchObject({
    statusCode: 400,
    param: "discounts[0][promotion_code]",
  });
});

it("a code for everybody leaves none for a single customer", async () => {
  const { stripe, promotion } = await openShop();
  const { id: customer } = await stripe.customers.create({});
  const code = unique("ALL");
  await stripe.promotionCodes.create({ promotion, code });
  await expect(stripe.promotionCodes.create({ promotion, code, customer })).rejects.toMatchObject({
    statusCode: 400,
    param: "code",
  });
});
