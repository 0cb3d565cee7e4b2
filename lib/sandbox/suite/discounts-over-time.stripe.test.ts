import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { day, june, openAccount } from "./harness";

const hour = 3600;
/** The first of each month from June, two hours after its renewal. */
const months = [30, 61, 92].map((days) => june + days * day + 2 * hour);

describe("a coupon on a subscription", () => {
  it("that counts once is on the first invoice only", async () => {
    const totals = await totalsWith({ percent_off: 25, duration: "once" });
    expect(totals).toEqual([900, 1200, 1200, 1200]);
  });

  it("that repeats for two months is on two invoices", async () => {
    const totals = await totalsWith({
      amount_off: 500,
      currency: "usd",
      duration: "repeating",
      duration_in_months: 2,
    });
    expect(totals).toEqual([700, 700, 1200, 1200]);
  });

  it("that counts forever is on every invoice", async () => {
    const totals = await totalsWith({ percent_off: 50, duration: "forever" });
    expect(totals).toEqual([600, 600, 600, 600]);
  });
});

async function totalsWith(params: Stripe.CouponCreateParams): Promise<number[]> {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const coupon = await account.stripe.coupons.create(params);
  const subscription = await account.subscribe(customer, price, {
    discounts: [{ coupon: coupon.id }],
  });
  for (const month of months) await clock.advanceTo(month);
  const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
  return data.map((invoice) => invoice.total).toReversed();
}
