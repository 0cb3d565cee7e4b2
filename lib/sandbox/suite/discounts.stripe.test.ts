import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, itHereOnly, june, openAccount } from "./harness";

async function latestOf(account: Account, subscription: string): Promise<Stripe.Invoice> {
  const { latest_invoice: invoice } = await account.stripe.subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  if (invoice === null || typeof invoice === "string") throw new Error("There is no invoice.");
  return invoice;
}

/** What each discount took off each line, in order. */
function taken(invoice: Stripe.Invoice): number[][] {
  return invoice.lines.data.map((line) =>
    (line.discount_amounts ?? []).map(({ amount }) => amount),
  );
}

/** A new monthly subscription to one price with these coupons, and its first invoice. */
async function subscribeWith(account: Account, amount: number, coupons: Stripe.Coupon[]) {
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: amount, interval: "month" });
  const subscription = await account.subscribe(customer, price, {
    discounts: coupons.map(({ id }) => ({ coupon: id })),
  });
  return { clock, subscription, invoice: await latestOf(account, subscription.id) };
}

function percentOff(account: Account, percent: number, params: Stripe.CouponCreateParams = {}) {
  return account.stripe.coupons.create({ percent_off: percent, duration: "forever", ...params });
}

function amountOff(account: Account, amount: number, params: Stripe.CouponCreateParams = {}) {
  return account.stripe.coupons.create({
    amount_off: amount,
    currency: "usd",
    duration: "forever",
    ...params,
  });
}

describe("how long a discount runs", () => {
  it("once: 25% of 2000 are off the first invoice, 1500, and not the second, 2000", async () => {
    const account = await openAccount();
    const coupon = await percentOff(account, 25, { duration: "once" });
    const { clock, subscription, invoice } = await subscribeWith(account, 2000, [coupon]);
    expect(invoice).toMatchObject({
      amount_paid: 1500,
      subtotal: 2000,
      total: 1500,
      total_discount_amounts: [{ amount: 500 }],
      total_excluding_tax: 1500,
    });
    expect(taken(invoice)).toEqual([[500]]);
    const after = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(after.discounts).toEqual([]);
    await clock.advanceTo(june + 31 * day);
    const second = await latestOf(account, subscription.id);
    expect(second).toMatchObject({ total: 2000, total_discount_amounts: [] });
  });

  it("repeating for 2 months: 500 off 2000 in June and July, nothing off in August", async () => {
    const account = await openAccount();
    const coupon = await amountOff(account, 500, { duration: "repeating", duration_in_months: 2 });
    const { clock, subscription, invoice } = await subscribeWith(account, 2000, [coupon]);
    expect(invoice.total).toBe(1500);
    await clock.advanceTo(june + 31 * day);
    expect((await latestOf(account, subscription.id)).total).toBe(1500);
    await clock.advanceTo(june + 62 * day);
    expect((await latestOf(account, subscription.id)).total).toBe(2000);
  });

  it("forever: 10% of 1999 are 199.9, so 200 off each invoice, 1799", async () => {
    const account = await openAccount();
    const coupon = await percentOff(account, 10);
    const { clock, subscription, invoice } = await subscribeWith(account, 1999, [coupon]);
    expect(invoice.total).toBe(1799);
    await clock.advanceTo(june + 31 * day);
    expect((await latestOf(account, subscription.id)).total).toBe(1799);
  });
});

describe("several discounts", () => {
  it("each takes from what is left: 2000 - 10% = 1800, - 500 = 1300", async () => {
    const account = await openAccount();
    const coupons = [await percentOff(account, 10), await amountOff(account, 500)];
    const { invoice } = await subscribeWith(account, 2000, coupons);
    expect(taken(invoice)).toEqual([[200, 500]]);
    expect(invoice.total).toBe(1300);
  });

  it("in their order: 2000 - 500 = 1500, - 10% = 1350", async () => {
    const account = await openAccount();
    const coupons = [await amountOff(account, 500), await percentOff(account, 10)];
    const { invoice } = await subscribeWith(account, 2000, coupons);
    expect(taken(invoice)).toEqual([[500, 150]]);
    expect(invoice.total).toBe(1350);
  });

  it("never go below zero: 5000 off 2000 leaves 0 to pay and no credit", async () => {
    const account = await openAccount();
    const { invoice } = await subscribeWith(account, 2000, [await amountOff(account, 5000)]);
    expect(invoice).toMatchObject({ amount_due: 0, ending_balance: 0, status: "paid", total: 0 });
    expect(invoice.total_discount_amounts).toMatchObject([{ amount: 2000 }]);
  });
});

const noCoupon = "this version of its API takes no coupon for a customer";

describe("where a discount applies", () => {
  it("an amount is spread in proportion: 1000 off 1000 + 2000 is 333 + 667", async () => {
    const account = await openAccount();
    const coupon = await amountOff(account, 1000);
    const customer = await account.customer();
    const first = await account.price({ unit_amount: 1000, interval: "month" });
    const second = await account.price({ unit_amount: 2000, interval: "month" });
    const subscription = await account.subscribe(
      customer,
      [{ price: first.id }, { price: second.id }],
      { discounts: [{ coupon: coupon.id }] },
    );
    const invoice = await latestOf(account, subscription.id);
    const byAmount = invoice.lines.data.map(({ amount, discount_amounts: off }) => [
      amount,
      off?.[0]?.amount,
    ]);
    expect(byAmount).toEqual(
      expect.arrayContaining([
        [1000, 333],
        [2000, 667],
      ]),
    );
    expect(invoice).toMatchObject({ subtotal: 3000, total: 2000 });
  });

  it("a coupon for one product leaves the others: 50% of 2000 only, 1000 + 1000", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const meant = await account.price({ unit_amount: 2000, interval: "month" });
    const other = await account.price({ unit_amount: 1000, interval: "month" });
    const product = typeof meant.product === "string" ? meant.product : meant.product.id;
    const coupon = await percentOff(account, 50, { applies_to: { products: [product] } });
    const subscription = await account.subscribe(
      customer,
      [{ price: meant.id }, { price: other.id }],
      { discounts: [{ coupon: coupon.id }] },
    );
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.total).toBe(2000);
    const line = invoice.lines.data.find(({ amount }) => amount === 1000);
    expect(line?.discount_amounts).toEqual([]);
  });

  it("an item's discount goes before the subscription's: (2000 - 50%) + 1000 = 2000, - 10% = 1800", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const first = await account.price({ unit_amount: 2000, interval: "month" });
    const second = await account.price({ unit_amount: 1000, interval: "month" });
    const half = await percentOff(account, 50);
    const tenth = await percentOff(account, 10);
    const subscription = await account.subscribe(
      customer,
      [{ price: first.id, discounts: [{ coupon: half.id }] }, { price: second.id }],
      { discounts: [{ coupon: tenth.id }] },
    );
    const invoice = await latestOf(account, subscription.id);
    const line = invoice.lines.data.find(({ amount }) => amount === 2000);
    expect(line?.discount_amounts?.map(({ amount }) => amount)).toEqual([1000, 100]);
    expect(line?.discounts).toHaveLength(1);
    expect(invoice.discounts).toHaveLength(1);
    expect(invoice).toMatchObject({ subtotal: 2000, total: 1800 });
  });

  itHereOnly(
    "a subscription's discount replaces the customer's: 2000 - 10% = 1800, not - 50%",
    noCoupon,
    async () => {
      const account = await openAccount();
      const [half, tenth] = [await percentOff(account, 50), await percentOff(account, 10)];
      const price = await account.price({ unit_amount: 2000, interval: "month" });
      const customer = await account.customer();
      await account.stripe.rawRequest("POST", `/v1/customers/${customer.id}`, { coupon: half.id });
      const plain = await account.subscribe(customer, price);
      expect((await latestOf(account, plain.id)).total).toBe(1000);
      const own = await account.subscribe(customer, price, { discounts: [{ coupon: tenth.id }] });
      expect((await latestOf(account, own.id)).total).toBe(1800);
    },
  );

  it("an invoice's own: 3000 of items, - 20% = 2400; what is not discountable stays", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const coupon = await percentOff(account, 20);
    const invoice = await account.stripe.invoices.create({
      customer: customer.id,
      currency: "usd",
      discounts: [{ coupon: coupon.id }],
    });
    const item = { customer: customer.id, currency: "usd", invoice: invoice.id };
    await account.stripe.invoiceItems.create({ ...item, amount: 3000 });
    await account.stripe.invoiceItems.create({ ...item, amount: 500, discountable: false });
    const draft = await account.stripe.invoices.retrieve(invoice.id);
    expect(draft).toMatchObject({ subtotal: 3500, total: 2900 });
    expect(draft.total_discount_amounts).toMatchObject([{ amount: 600 }]);
  });
});

describe("discounts of prorations", () => {
  /** From 1200 to 4800 halfway through the month. */
  async function upgrade(params: Omit<Stripe.SubscriptionCreateParams, "customer" | "items">) {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const coupon = await percentOff(account, 10);
    const discounts = params.discounts ?? [{ coupon: coupon.id }];
    const subscription = await account.subscribe(customer, starter, { ...params, discounts });
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "always_invoice",
    });
    return latestOf(account, subscription.id);
  }

  it("are part of the amount: (-1200 + 4800)/2 - 10% = -540 + 2160", async () => {
    const invoice = await upgrade({});
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-540, 2160]);
    expect(taken(invoice)).toEqual([[0], [0]]);
    expect(invoice.total).toBe(1620);
    expect(invoice.lines.data[0]?.description).toMatch(/ \(with 10\.0% off\) after 16 Jun 2026$/);
  });

  it("stand beside the amount when itemized: -600 + 60, 2400 - 240", async () => {
    const invoice = await upgrade({
      billing_mode: { type: "flexible", flexible: { proration_discounts: "itemized" } },
    });
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-600, 2400]);
    expect(taken(invoice)).toEqual([[-60], [240]]);
    expect(invoice).toMatchObject({ subtotal: 1800, total: 1620 });
  });

  it("a used-up one still counts for what it reduced: -(1200 - 50%)/2 + 4800/2 = -300 + 2400", async () => {
    const account = await openAccount();
    const coupon = await percentOff(account, 50, { duration: "once" });
    const { clock, subscription } = await subscribeWith(account, 1200, [coupon]);
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-300, 2400]);
  });
});
