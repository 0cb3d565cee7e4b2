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

it("that counts once and came with a change billed at once is not on the renewal too", async () => {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const cheap = await account.price({ unit_amount: 1200, interval: "month" });
  const dear = await account.price({ unit_amount: 3000, interval: "month" });
  const subscription = await account.subscribe(customer, cheap);
  const { id: coupon } = await account.stripe.coupons.create({ percent_off: 50, duration: "once" });
  await clock.advanceTo(june + 15 * day);
  const changed = await account.stripe.subscriptions.update(subscription.id, {
    items: [{ id: subscription.items.data[0]?.id ?? "", price: dear.id }],
    discounts: [{ coupon }],
    proration_behavior: "always_invoice",
  });
  expect(changed.discounts).toEqual([]);
  await clock.advanceTo(june + 30 * day + 2 * hour);
  const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
  expect(data.map((invoice) => invoice.total).toReversed()).toEqual([1200, 150, 3000]);
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
