import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { isApplicable, type PromotionSubject } from "./is-applicable";

const now = 1_800_000_000;
const usd: PromotionSubject = {
  products: ["prod_1"],
  currency: "usd",
  amount: 2000,
  isFirst: true,
};

const code = {
  active: true,
  expires_at: null,
  max_redemptions: null,
  times_redeemed: 0,
  restrictions: {
    first_time_transaction: false,
    minimum_amount: null,
    minimum_amount_currency: null,
  },
} as Stripe.PromotionCode;
const coupon = { valid: true, redeem_by: null, amount_off: null } as Stripe.Coupon;

const least = (over: Partial<Stripe.PromotionCode.Restrictions> = {}) => ({
  restrictions: {
    first_time_transaction: false,
    minimum_amount: 2000,
    minimum_amount_currency: "usd",
    ...over,
  },
});
const fixed = { amount_off: 500, currency: "eur" };
const first = { restrictions: { ...code.restrictions, first_time_transaction: true } };

type Row = [
  string,
  Partial<Stripe.PromotionCode>,
  Partial<Stripe.Coupon>,
  Partial<PromotionSubject>,
  boolean,
];

const rows: Row[] = [
  ["without any condition", {}, {}, {}, true],
  ["that is switched off", { active: false }, {}, {}, false],
  ["that ends this second", { expires_at: now }, {}, {}, false],
  ["that ends in a second", { expires_at: now + 1 }, {}, {}, true],
  [
    "that was redeemed as often as it may be",
    { max_redemptions: 3, times_redeemed: 3 },
    {},
    {},
    false,
  ],
  ["that may be redeemed once more", { max_redemptions: 3, times_redeemed: 2 }, {}, {}, true],
  ["whose coupon is over", {}, { valid: false }, {}, false],
  ["whose coupon ends this second", {}, { redeem_by: now }, {}, false],
  ["for one of its products", {}, { applies_to: { products: ["prod_0", "prod_1"] } }, {}, true],
  ["for other products", {}, { applies_to: { products: ["prod_0"] } }, {}, false],
  ["in another currency", {}, fixed, {}, false],
  ["in its own currency", {}, fixed, { currency: "eur" }, true],
  [
    "with an option for its currency",
    {},
    { ...fixed, currency_options: { usd: { amount_off: 600 } } },
    {},
    true,
  ],
  ["from an amount that is reached", least(), {}, {}, true],
  ["from an amount that is not reached", least(), {}, { amount: 1999 }, false],
  ["from an amount, where nothing is bought", least(), {}, { amount: null }, false],
  ["from an amount in another currency", least({ minimum_amount_currency: "eur" }), {}, {}, false],
  [
    "from an amount that is said in this currency too",
    least({
      minimum_amount_currency: "eur",
      currency_options: { usd: { minimum_amount: 1500 } },
    }),
    {},
    {},
    true,
  ],
  ["for first purchases, at the first", first, {}, {}, true],
  ["for first purchases, later", first, {}, { isFirst: false }, false],
];

describe("a code", () => {
  it.each(rows)("%s", (_what, overCode, overCoupon, overSubject, applicable) => {
    const judged = {
      code: { ...code, ...overCode },
      coupon: { ...coupon, ...overCoupon },
      subject: { ...usd, ...overSubject },
      now,
    };
    expect(isApplicable(judged)).toBe(applicable);
  });
});
