import type Stripe from "stripe";
import { expect, it } from "vitest";
import { discountEnd, isRunning } from "./running";

const blank: Stripe.Coupon = {
  id: "C",
  object: "coupon",
  amount_off: null,
  created: 0,
  currency: null,
  duration: "once",
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  metadata: {},
  name: null,
  percent_off: 10,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
};
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 1000;

it.each([
  ["once", null, null],
  ["forever", null, null],
  ["repeating", 1, at(2026, 2, 28)],
  ["repeating", 3, at(2026, 4, 30)],
  ["repeating", 12, at(2027, 1, 31)],
] as const)("a coupon %s (%s months) of 31 January ends at %s", (duration, months, end) => {
  const coupon = { ...blank, duration, duration_in_months: months };
  expect(discountEnd(coupon, at(2026, 1, 31))).toBe(end);
});

it("a discount runs until its end, which is the first moment without it", () => {
  const discount: Stripe.Discount = {
    id: "di",
    object: "discount",
    checkout_session: null,
    customer: null,
    customer_account: null,
    end: 100,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: "C", type: "coupon" },
    start: 0,
    subscription: null,
    subscription_item: null,
  };
  expect([99, 100, 101].map((time) => isRunning(discount, time))).toEqual([true, false, false]);
  expect(isRunning({ ...discount, end: null }, 1e12)).toBe(true);
});
