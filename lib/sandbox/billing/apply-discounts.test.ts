import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { LoadedDiscount } from "../discounts/load-discounts";
import { testLine } from "../test-line";
import { applyDiscounts, takeOff } from "./apply-discounts";

const blank: Stripe.Coupon = {
  id: "coupon",
  object: "coupon",
  amount_off: null,
  created: 0,
  currency: null,
  duration: "forever",
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  metadata: {},
  name: null,
  percent_off: null,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
};

function loaded(id: string, terms: Partial<Stripe.Coupon>): LoadedDiscount {
  const discount: Stripe.Discount = {
    id,
    object: "discount",
    checkout_session: null,
    customer: "cus_1",
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { type: "coupon", coupon: id },
    start: 0,
    subscription: null,
    subscription_item: null,
  };
  return { discount, coupon: { ...blank, id, ...terms } };
}

const percent = (rate: number) => loaded(`${rate}%`, { percent_off: rate });
const off = (amount: number) => loaded(`${amount}`, { amount_off: amount, currency: "usd" });
const lastCent = (count: number) => [...Array<number>(count - 1).fill(0), 1];

describe("what a coupon takes off", () => {
  it.each([
    ["100 %", percent(100), [1, 0, 999], [1, 0, 999]],
    ["half a cent, away from zero", percent(50), [1, 3, -1], [1, 2, -1]],
    ["33.33 %, per line", percent(33.33), [100, 1, -100], [33, 0, -33]],
    ["0.01 % of a huge line", percent(0.01), [99_999_999_999], [10_000_000]],
    ["an amount larger than the invoice", off(500), [300, 100], [300, 100]],
    ["an amount, three equal lines", off(100), [1000, 1000, 1000], [33, 33, 34]],
    ["an amount, in proportion", off(100), [100, 200, 300], [16, 33, 51]],
    ["an amount of nothing", off(500), [0, 0], [0, 0]],
    ["an amount, never of a credit", off(500), [-100, 400], [0, 400]],
    ["one cent, many lines", off(1), Array<number>(100).fill(1), lastCent(100)],
    ["one cent, huge lines", off(1), [1, 9_000_000_000_000], [0, 1]],
  ])("%s", (_name, discount, amounts, taken) => {
    expect(takeOff(discount, amounts, "usd")).toEqual(taken);
  });

  it("is nothing in a currency that it has no amount for", () => {
    const options = { eur: { amount_off: 300 } };
    const both = loaded("both", { amount_off: 500, currency: "usd", currency_options: options });
    expect(takeOff(both, [1000], "eur")).toEqual([300]);
    expect(takeOff(both, [1000], "gbp")).toEqual([0]);
  });
});

describe("discounts of an invoice", () => {
  const amountsOf = (...given: Parameters<typeof applyDiscounts>) =>
    applyDiscounts(...given).map((line) => line.map(({ amount }) => amount));

  it("come after a line's own, each on what is left: 1000 - 100 - 450 - 20", () => {
    const lines = [testLine(1000, { discounts: [percent(10)] })];
    expect(amountsOf(lines, [percent(50), off(20)], "usd")).toEqual([[100, 450, 20]]);
  });

  it("take a line to zero and no further", () => {
    const lines = [testLine(1000), testLine(500)];
    expect(amountsOf(lines, [off(1400), off(1400)], "usd")).toEqual([
      [933, 67],
      [467, 33],
    ]);
    expect(amountsOf(lines, [percent(100), percent(100)], "usd")).toEqual([
      [1000, 0],
      [500, 0],
    ]);
  });

  it("leave out what is not discountable, settled, or of another product", () => {
    const fixed = { ...testLine(1000).line, discountable: false };
    const settled = [{ amount: 5, discount: "of the invoice" }];
    const lines = [{ ...testLine(1000), line: fixed }, testLine(1000, { settled }), testLine(1000)];
    const others = loaded("others", { percent_off: 10, applies_to: { products: ["prod_2"] } });
    expect(amountsOf(lines, [percent(10), others], "usd")).toEqual([[], [5], [100]]);
  });

  it("give back a share of a credit by percentage only", () => {
    const lines = [testLine(-300), testLine(1000)];
    expect(amountsOf(lines, [percent(10), off(100)], "usd")).toEqual([
      [-30, 0],
      [100, 100],
    ]);
  });
});
