import Stripe from "stripe";
import { expect, it } from "vitest";
import { day, june, makeCustomer, openTestAccount, stockAccount, subscribe } from "../test-account";

it("a coupon and its promotion codes end after redeem_by", async () => {
  const { stripe, goTo } = openTestAccount(Stripe);
  const coupon = await stripe.coupons.create({ percent_off: 10, redeem_by: june + day });
  const promotion = { type: "coupon" as const, coupon: coupon.id };
  const code = await stripe.promotionCodes.create({ promotion });
  goTo(june + day);
  expect((await stripe.coupons.retrieve(coupon.id)).valid).toBe(true);
  goTo(june + day + 1);
  expect((await stripe.coupons.retrieve(coupon.id)).valid).toBe(false);
  expect((await stripe.promotionCodes.retrieve(code.id)).active).toBe(false);
});

it("a promotion code ends after expires_at; its coupon goes on", async () => {
  const { stripe, goTo } = openTestAccount(Stripe);
  const coupon = await stripe.coupons.create({ percent_off: 10 });
  const promotion = { type: "coupon" as const, coupon: coupon.id };
  const { id } = await stripe.promotionCodes.create({ promotion, expires_at: june + day });
  goTo(june + day + 1);
  expect((await stripe.promotionCodes.retrieve(id)).active).toBe(false);
  expect((await stripe.coupons.retrieve(coupon.id)).valid).toBe(true);
});

it("a repeating discount leaves subscription and customer when its months are over", async () => {
  const { stripe, goTo } = openTestAccount(Stripe);
  const { starter } = await stockAccount(stripe);
  const customer = await makeCustomer(stripe);
  const months = { duration: "repeating" as const, duration_in_months: 1 };
  const coupon = await stripe.coupons.create({ percent_off: 10, ...months });
  await stripe.rawRequest("POST", `/v1/customers/${customer.id}`, { coupon: coupon.id });
  const discounts = [{ coupon: coupon.id }];
  const { subscription } = await subscribe(stripe, customer.id, starter.month, { discounts });
  expect(subscription.discounts).toHaveLength(1);
  goTo(june + 30 * day);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ discounts: [] });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ discount: null });
});

it("a coupon that expired is refused with its own code", async () => {
  const { stripe, goTo } = openTestAccount(Stripe);
  const { starter, customer } = await stockAccount(stripe);
  const { id } = await stripe.coupons.create({ percent_off: 10, redeem_by: june + day });
  goTo(june + 2 * day);
  const discounts = [{ coupon: id }];
  await expect(subscribe(stripe, customer.id, starter.month, { discounts })).rejects.toMatchObject({
    statusCode: 400,
    code: "coupon_expired",
    message: `Coupon expired: ${id}`,
    param: "discounts[0][coupon]",
  });
});
