import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, june, openAccount, unique } from "./harness";

const tiers: Stripe.PriceCreateParams.Tier[] = [
  { up_to: 5, unit_amount: 700, flat_amount: 1000 },
  { up_to: 10, unit_amount_decimal: Stripe.Decimal.from("650.5") },
  { up_to: "inf", unit_amount: 600 },
];

async function latestOf(account: Account, subscription: string): Promise<Stripe.Invoice> {
  const { latest_invoice: invoice } = await account.stripe.subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  if (invoice === null || typeof invoice === "string") throw new Error("There is no invoice.");
  return invoice;
}

async function firstInvoice(account: Account, price: Stripe.Price, quantity: number) {
  const customer = await account.customer();
  const subscription = await account.subscribe(customer, [{ price: price.id, quantity }]);
  return latestOf(account, subscription.id);
}

/** Amount, quantity and the words after the product's name, line by line. */
function linesOf(invoice: Stripe.Invoice) {
  return invoice.lines.data.map(({ amount, description, quantity }) => [
    amount,
    quantity,
    /\([^)]+\)$/.exec(description ?? "")?.[0],
  ]);
}

describe("tiers", () => {
  it("graduated, 12 units: 5 × 700 + 1000 flat, 5 × 650.5 = 3252.5 (3253), 2 × 600; 8953", async () => {
    const account = await openAccount();
    const price = await account.price({
      billing_scheme: "tiered",
      interval: "month",
      tiers,
      tiers_mode: "graduated",
    });
    const invoice = await firstInvoice(account, price, 12);
    expect(linesOf(invoice)).toEqual([
      [3500, 5, "(Tier 1 at $7.00 / month)"],
      [1000, 0, "(Tier 1 at $10.00 / month)"],
      [3253, 5, "(Tier 2 at $6.505 / month)"],
      [1200, 2, "(Tier 3 at $6.00 / month)"],
    ]);
    expect(invoice.amount_paid).toBe(8953);
  });

  it("volume, 7 units: all in the second tier, 7 × 650.5 = 4553.5 (4554)", async () => {
    const account = await openAccount();
    const price = await account.price({
      billing_scheme: "tiered",
      interval: "month",
      tiers,
      tiers_mode: "volume",
    });
    const invoice = await firstInvoice(account, price, 7);
    expect(linesOf(invoice)).toEqual([[4554, 7, "(Tier 2 at $6.505 / month)"]]);
  });
});

describe("other prices", () => {
  it.each([
    ["up", 3, 3000],
    ["down", 2, 2000],
  ] as const)(
    "packages of 4, rounded %s: 11 units are %i packages of 1000",
    async (round, _count, total) => {
      const account = await openAccount();
      const price = await account.price({
        interval: "month",
        transform_quantity: { divide_by: 4, round },
        unit_amount: 1000,
      });
      expect((await firstInvoice(account, price, 11)).total).toBe(total);
    },
  );

  it("fractions of a cent are rounded once: 7 × 0.7 cents = 4.9, and 1000 × 0.7 = 700", async () => {
    const account = await openAccount();
    const price = await account.price({
      interval: "month",
      unit_amount_decimal: Stripe.Decimal.from("0.7"),
    });
    expect((await firstInvoice(account, price, 1000)).amount_paid).toBe(700);
    expect((await firstInvoice(account, price, 7)).total).toBe(5);
  });

  it("yen have no cents: 20% off 1999 are 400 (399.8), 1599", async () => {
    const account = await openAccount();
    const price = await account.price({ currency: "jpy", interval: "month", unit_amount: 1999 });
    const coupon = await account.stripe.coupons.create({ percent_off: 20, duration: "once" });
    const customer = await account.customer();
    const subscription = await account.subscribe(customer, price, {
      discounts: [{ coupon: coupon.id }],
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice).toMatchObject({ currency: "jpy", amount_paid: 1599 });
    expect(invoice.lines.data[0]?.description).toMatch(/\(at ¥1,999 \/ month\)$/);
  });

  it("a subscription in another currency pays the price's option: 1100 euro cents, half of it back", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({
      currency_options: { eur: { unit_amount: 1100 } },
      interval: "month",
      unit_amount: 1200,
    });
    const subscription = await account.subscribe(customer, price, { currency: "eur" });
    expect(await latestOf(account, subscription.id)).toMatchObject({
      amount_paid: 1100,
      currency: "eur",
    });
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-550, 1100]);
  });
});

describe("metered usage", () => {
  async function meterIt(account: Account, amount: string) {
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const meter = await account.stripe.billing.meters.create({
      display_name: "Calls",
      event_name: unique("calls"),
      default_aggregation: { formula: "sum" },
    });
    const price = await account.price({
      recurring: { interval: "month", usage_type: "metered", meter: meter.id },
      unit_amount_decimal: Stripe.Decimal.from(amount),
    });
    const use = (value: number, time: number) =>
      account.stripe.billing.meterEvents.create({
        event_name: meter.event_name,
        payload: { stripe_customer_id: customer.id, value: String(value) },
        timestamp: time,
      });
    return { clock, customer, price, use };
  }

  it("is billed after the period it was used in: 1500 × 0.5 cents = 750, for June", async () => {
    const account = await openAccount();
    const { clock, customer, price, use } = await meterIt(account, "0.5");
    const base = await account.price({ unit_amount: 2000, interval: "month" });
    const subscription = await account.subscribe(customer, [
      { price: base.id },
      { price: price.id },
    ]);
    expect((await latestOf(account, subscription.id)).lines.data).toHaveLength(1);
    await clock.advanceTo(june + 10 * day);
    await use(1000, june + 5 * day);
    await use(500, june + 6 * day);
    const preview = await account.stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview.total).toBe(2750);
    await clock.advanceTo(june + 31 * day);
    const invoice = await latestOf(account, subscription.id);
    const line = invoice.lines.data.find(({ quantity }) => quantity === 1500);
    expect(line).toMatchObject({
      amount: 750,
      period: { start: june, end: june + 30 * day },
    });
    expect(invoice.amount_paid).toBe(2750);
  });

  it("is billed when its item is removed, and nothing of it is prorated: 1000 × 0.5 = 500", async () => {
    const account = await openAccount();
    const { clock, customer, price, use } = await meterIt(account, "0.5");
    const base = await account.price({ unit_amount: 2000, interval: "month" });
    const subscription = await account.subscribe(customer, [
      { price: base.id },
      { price: price.id },
    ]);
    await clock.advanceTo(june + 15 * day);
    await use(1000, june + 5 * day);
    const item = subscription.items.data.find((one) => one.price.id === price.id);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item?.id ?? "", deleted: true }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([500]);
  });

  it("is not billed when its item is removed with none", async () => {
    const account = await openAccount();
    const { clock, customer, price, use } = await meterIt(account, "0.5");
    const base = await account.price({ unit_amount: 2000, interval: "month" });
    const { id, items } = await account.subscribe(customer, [
      { price: base.id },
      { price: price.id },
    ]);
    await clock.advanceTo(june + 15 * day);
    await use(1000, june + 5 * day);
    const metered = items.data.find((item) => item.price.id === price.id)?.id ?? "";
    await account.stripe.subscriptions.update(id, {
      items: [{ id: metered, deleted: true }],
      proration_behavior: "none",
    });
    const next = await account.stripe.invoices.createPreview({ subscription: id });
    expect(next.lines.data.map(({ amount }) => amount)).toEqual([2000]);
  });

  describe.each([
    { type: "classic", total: 2750, note: "only what was used since then: 500 × 1.5" },
    { type: "flexible", total: 3750, note: "each use at its price: 1000 × 1 + 500 × 1.5" },
  ] as const)("of a price that is swapped is in $type billing $note", ({ type, total }) => {
    it.each([
      ["in its item", false],
      ["with its item", true],
    ])("%s", async (_name, isRemoved) => {
      const account = await openAccount();
      const { clock, customer, price, use } = await meterIt(account, "1");
      const dearer = await account.price({
        recurring: {
          interval: "month",
          usage_type: "metered",
          meter: price.recurring?.meter ?? "",
        },
        unit_amount_decimal: Stripe.Decimal.from("1.5"),
      });
      const base = await account.price({ unit_amount: 2000, interval: "month" });
      const { id, items } = await account.subscribe(
        customer,
        [{ price: base.id }, { price: price.id }],
        { billing_mode: { type } },
      );
      const metered = items.data.find((one) => one.price.id === price.id)?.id ?? "";
      const swap = isRemoved
        ? [{ id: metered, deleted: true }, { price: dearer.id }]
        : [{ id: metered, price: dearer.id }];
      await clock.advanceTo(june + 15 * day);
      await use(1000, june + 5 * day);
      const supposed = await account.stripe.invoices.createPreview({
        subscription: id,
        subscription_details: { items: swap },
      });
      expect(supposed.total).toBe(total - 750);
      await account.stripe.subscriptions.update(id, { items: swap });
      await clock.advanceTo(june + 21 * day);
      await use(500, june + 20 * day);
      const preview = await account.stripe.invoices.createPreview({ subscription: id });
      expect(preview.total).toBe(total);
      await clock.advanceTo(june + 31 * day);
      expect((await latestOf(account, id)).amount_paid).toBe(total);
      await use(100, june + 31 * day);
      const july = await account.stripe.invoices.createPreview({ subscription: id });
      expect(july.total).toBe(2150);
    });
  });
});

describe("what is due", () => {
  it("below the minimum charge goes to the balance: 30 cents are owed, not charged", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 30, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(await latestOf(account, subscription.id)).toMatchObject({
      amount_due: 0,
      ending_balance: 30,
      status: "paid",
      total: 30,
    });
    expect(await account.stripe.customers.retrieve(customer.id)).toMatchObject({ balance: 30 });
    await clock.advanceTo(june + 31 * day);
    expect(await latestOf(account, subscription.id)).toMatchObject({
      amount_paid: 60,
      ending_balance: 0,
      starting_balance: 30,
    });
  });

  it("is less the customer's credit: 2000 - 500 = 1500", async () => {
    const account = await openAccount();
    const customer = await account.customer({ balance: -500 });
    const price = await account.price({ unit_amount: 2000, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(await latestOf(account, subscription.id)).toMatchObject({
      amount_paid: 1500,
      ending_balance: 0,
      starting_balance: -500,
      total: 2000,
    });
  });
});
