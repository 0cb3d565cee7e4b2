import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, june, openAccount } from "./harness";

/** Amounts of an invoice's lines, in order. */
function amounts(invoice: Stripe.Invoice): number[] {
  return invoice.lines.data.map((line) => line.amount);
}

async function latestOf(account: Account, subscription: string): Promise<Stripe.Invoice> {
  const { latest_invoice: invoice } = await account.stripe.subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  if (invoice === null || typeof invoice === "string") throw new Error("There is no invoice.");
  return invoice;
}

/** A subscription that began on 1 June, and its clock on 16 June: half of the month's 30 days is left. */
async function halfway(
  account: Account,
  items: Stripe.SubscriptionCreateParams.Item[],
  params: Partial<Stripe.SubscriptionCreateParams> = {},
) {
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const subscription = await account.subscribe(customer, items, params);
  await clock.advanceTo(june + 15 * day);
  return { clock, customer, subscription };
}

describe("proration of another price", () => {
  it("upgrade mid-period, always_invoice: -1200/2 + 4800/2 = 1800 now", async () => {
    const account = await openAccount();
    const [starter, pro] = [
      await account.price({ unit_amount: 1200, interval: "month" }),
      await account.price({ unit_amount: 4800, interval: "month" }),
    ];
    const { subscription } = await halfway(account, [{ price: starter.id }]);
    const item = itemOf(subscription);
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price: pro.id }],
      proration_behavior: "always_invoice",
    });
    expect(itemOf(changed).current_period_end).toBe(item.current_period_end);
    const invoice = await latestOf(account, subscription.id);
    expect(amounts(invoice)).toEqual([-600, 2400]);
    expect(invoice).toMatchObject({
      amount_paid: 1800,
      billing_reason: "subscription_update",
      status: "paid",
      subtotal: 1800,
      total: 1800,
    });
    const [credit, debit] = invoice.lines.data;
    expect(credit).toMatchObject({
      discountable: false,
      period: { start: june + 15 * day, end: june + 30 * day },
      quantity: 1,
    });
    expect(credit?.description).toMatch(/^Unused time on .+ after 16 Jun 2026$/);
    expect(debit?.description).toMatch(/^Remaining time on .+ after 16 Jun 2026$/);
    expect(credit?.parent?.subscription_item_details).toMatchObject({
      proration: true,
      subscription: subscription.id,
      subscription_item: item.id,
    });
  });

  it("upgrade with create_prorations waits: -600 + 2400 + 4800 = 6600 at the renewal", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { clock, customer, subscription } = await halfway(account, [{ price: starter.id }]);
    const first = await latestOf(account, subscription.id);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
    });
    expect((await latestOf(account, subscription.id)).id).toBe(first.id);
    const waiting = await account.stripe.invoiceItems.list({
      customer: customer.id,
      pending: true,
    });
    expect(waiting.data.map(({ amount, proration }) => [amount, proration])).toEqual(
      expect.arrayContaining([
        [-600, true],
        [2400, true],
      ]),
    );
    const [credit] = waiting.data.filter(({ amount }) => amount < 0);
    expect(credit?.proration_details?.credited_items).toMatchObject({
      type: "invoice_line_items",
      invoice_line_item_details: { invoice: first.id },
    });
    await clock.advanceTo(june + 31 * day);
    const renewal = await latestOf(account, subscription.id);
    expect(amounts(renewal)).toEqual([-600, 2400, 4800]);
    expect(renewal).toMatchObject({ amount_paid: 6600, billing_reason: "subscription_cycle" });
  });

  it("downgrade: -4800/2 + 1200/2 = -1800 becomes credit, and the renewal takes 1200 of it", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { clock, customer, subscription } = await halfway(account, [{ price: pro.id }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: starter.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(amounts(invoice)).toEqual([-2400, 600]);
    expect(invoice).toMatchObject({
      amount_due: 0,
      ending_balance: -1800,
      starting_balance: 0,
      status: "paid",
      total: -1800,
    });
    const owing = await account.stripe.customers.retrieve(customer.id);
    expect(owing).toMatchObject({ balance: -1800 });
    await clock.advanceTo(june + 31 * day);
    expect(await latestOf(account, subscription.id)).toMatchObject({
      amount_due: 0,
      ending_balance: -600,
      starting_balance: -1800,
      total: 1200,
    });
  });

  it("with none nothing is billed before the renewal, which is 4800", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { clock, customer, subscription } = await halfway(account, [{ price: starter.id }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "none",
    });
    const waiting = await account.stripe.invoiceItems.list({ customer: customer.id });
    expect(waiting.data).toEqual([]);
    await clock.advanceTo(june + 31 * day);
    expect(amounts(await latestOf(account, subscription.id))).toEqual([4800]);
  });

  it("proration_date counts instead of now: ten of thirty days are left, -400 + 1600", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { subscription } = await halfway(account, [{ price: starter.id }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "always_invoice",
      proration_date: june + 20 * day,
    });
    const invoice = await latestOf(account, subscription.id);
    expect(amounts(invoice)).toEqual([-400, 1600]);
  });
});

describe("proration of a quantity", () => {
  it("up from 2 to 5 seats of 900: -1800/2 + 4500/2 = 1350", async () => {
    const account = await openAccount();
    const seats = await account.price({ unit_amount: 900, interval: "month" });
    const { subscription } = await halfway(account, [{ price: seats.id, quantity: 2 }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 5 }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.lines.data.map(({ amount, quantity }) => [amount, quantity])).toEqual([
      [-900, 2],
      [2250, 5],
    ]);
    expect(invoice.total).toBe(1350);
    expect(invoice.lines.data[0]?.description).toMatch(/^Unused time on 2 × /);
  });

  it("down from 5 to 2 seats of 900: -4500/2 + 1800/2 = -1350", async () => {
    const account = await openAccount();
    const seats = await account.price({ unit_amount: 900, interval: "month" });
    const { subscription } = await halfway(account, [{ price: seats.id, quantity: 5 }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(amounts(invoice)).toEqual([-2250, 900]);
    expect(invoice).toMatchObject({ total: -1350, ending_balance: -1350 });
  });
});

describe("proration among several items", () => {
  it("a swap credits and debits only its own item: -1200/2 + 4800/2, the seats stay", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const seats = await account.price({ unit_amount: 900, interval: "month" });
    const { subscription } = await halfway(account, [
      { price: starter.id },
      { price: seats.id, quantity: 3 },
    ]);
    const item = subscription.items.data.find(({ price }) => price.id === starter.id);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item?.id ?? "", price: pro.id }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-600, 2400]);
  });

  it("adding an item debits its rest, 900/2; removing one gives back its rest, -1200/2", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const seats = await account.price({ unit_amount: 900, interval: "month" });
    const { subscription } = await halfway(account, [{ price: starter.id }, { price: pro.id }]);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ price: seats.id }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([450]);
    const item = subscription.items.data.find(({ price }) => price.id === starter.id);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item?.id ?? "", deleted: true }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-600]);
  });
});

describe("another billing period", () => {
  it.each([
    ["classic billing, by itself", "classic", {}],
    ["flexible billing, when told so", "flexible", { billing_cycle_anchor: { type: "now" } }],
  ] as const)(
    "month to year begins a year now: -1200/2 + 12000 = 11400: %s",
    async (_when, type, told) => {
      const account = await openAccount();
      const month = await account.price({ unit_amount: 1200, interval: "month" });
      const year = await account.price({ unit_amount: 12000, interval: "year" });
      const { subscription } = await halfway(account, [{ price: month.id }], {
        billing_mode: { type },
      });
      const changed = await account.stripe.subscriptions.update(subscription.id, {
        items: [{ id: itemOf(subscription).id, price: year.id }],
        ...told,
      });
      expect(changed.billing_cycle_anchor).toBe(june + 15 * day);
      expect(itemOf(changed)).toMatchObject({
        current_period_start: june + 15 * day,
        current_period_end: june + 380 * day,
      });
      const invoice = await latestOf(account, subscription.id);
      expect(amounts(invoice)).toEqual([-600, 12000]);
      expect(invoice.amount_paid).toBe(11400);
    },
  );

  it("month to year keeps flexible billing dates: the year of the anchor, prorated: -600 + 12000 × 350/365 = 10907", async () => {
    const account = await openAccount();
    const month = await account.price({ unit_amount: 1200, interval: "month" });
    const year = await account.price({ unit_amount: 12000, interval: "year" });
    const { subscription } = await halfway(account, [{ price: month.id }]);
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: year.id }],
      proration_behavior: "always_invoice",
    });
    expect(changed.billing_cycle_anchor).toBe(june);
    expect(itemOf(changed).current_period_end).toBe(june + 365 * day);
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-600, 11507]);
  });

  it("month to year with none gives nothing back in classic billing: 12000", async () => {
    const account = await openAccount();
    const month = await account.price({ unit_amount: 1200, interval: "month" });
    const year = await account.price({ unit_amount: 12000, interval: "year" });
    const { subscription } = await halfway(account, [{ price: month.id }], {
      billing_mode: { type: "classic" },
    });
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: year.id }],
      proration_behavior: "none",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([12000]);
  });

  it("from free to paid begins the period anew in classic billing: 0 back, 4800 now", async () => {
    const account = await openAccount();
    const free = await account.price({ unit_amount: 0, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { subscription } = await halfway(account, [{ price: free.id }], {
      billing_mode: { type: "classic" },
    });
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
    });
    expect(changed.billing_cycle_anchor).toBe(june + 15 * day);
    expect(await latestOf(account, subscription.id)).toMatchObject({ amount_paid: 4800 });
  });

  it("billing_cycle_anchor=now: -1200/2 + 1200 = 600", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const { subscription } = await halfway(account, [{ price: starter.id }]);
    const changed = await account.stripe.subscriptions.update(subscription.id, {
      billing_cycle_anchor: { type: "now" },
    });
    expect(itemOf(changed).current_period_start).toBe(june + 15 * day);
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-600, 1200]);
  });

  it("an end within the period gives back the time after it: 10 of 30 days of 1200, -400", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const { subscription } = await halfway(account, [{ price: starter.id }]);
    await account.stripe.subscriptions.update(subscription.id, {
      cancel_at: june + 20 * day,
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-400]);
  });
});

describe("what flexible billing gives back", () => {
  it("is what was debited: after a change with none, half of the old 1200, not of the new 4800", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const { subscription } = await halfway(account, [{ price: starter.id }]);
    const { id } = itemOf(subscription);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id, price: pro.id }],
      proration_behavior: "none",
    });
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id, price: starter.id }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-600, 600]);
  });

  it("classic billing gives back the present price: half of 4800", async () => {
    const account = await openAccount();
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const subscription = await account.subscribe(customer, starter, {
      billing_mode: { type: "classic" },
    });
    await clock.advanceTo(june + 15 * day);
    const { id } = itemOf(subscription);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id, price: pro.id }],
      proration_behavior: "none",
    });
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id, price: starter.id }],
      proration_behavior: "always_invoice",
    });
    expect(amounts(await latestOf(account, subscription.id))).toEqual([-2400, 600]);
  });
});

// https://docs.stripe.com/billing/subscriptions/prorations#credit-prorations
describe("Stripe's own examples", () => {
  it.each([
    ["classic", -334],
    ["flexible", 0],
  ] as const)(
    "10 dollars, up to 20 with none, back to 10 in %s billing: %i",
    async (type, total) => {
      const april = (date: number) => Date.UTC(2026, 3, date) / 1000;
      const account = await openAccount();
      const clock = await account.clock(april(1));
      const customer = await account.customer({ clock });
      const ten = await account.price({ unit_amount: 1000, interval: "month" });
      const twenty = await account.price({ unit_amount: 2000, interval: "month" });
      const subscription = await account.subscribe(customer, ten, { billing_mode: { type } });
      const { id } = itemOf(subscription);
      await clock.advanceTo(april(11));
      await account.stripe.subscriptions.update(subscription.id, {
        items: [{ id, price: twenty.id }],
        proration_behavior: "none",
      });
      await clock.advanceTo(april(21));
      await account.stripe.subscriptions.update(subscription.id, {
        items: [{ id, price: ten.id }],
        proration_behavior: "always_invoice",
      });
      expect(await latestOf(account, subscription.id)).toMatchObject({ total });
    },
  );

  it.each([
    ["classic", -250],
    ["flexible", -417],
  ] as const)("5 dollars off 10 + 20, the 10 removed in %s billing: %i", async (type, credit) => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const ten = await account.price({ unit_amount: 1000, interval: "month" });
    const twenty = await account.price({ unit_amount: 2000, interval: "month" });
    const coupon = await account.stripe.coupons.create({
      amount_off: 500,
      currency: "usd",
      duration: "forever",
    });
    const bought = [{ price: ten.id }, { price: twenty.id }];
    const { id, items } = await account.subscribe(customer, bought, {
      billing_mode: { type },
      discounts: [{ coupon: coupon.id }],
    });
    const invoice = await latestOf(account, id);
    const offs = invoice.lines.data.map(({ discount_amounts: all }) => all?.[0]?.amount);
    expect(offs).toEqual([166, 334]);
    await clock.advanceTo(june + 15 * day);
    const item = items.data.find(({ price }) => price.id === ten.id);
    await account.stripe.subscriptionItems.del(item?.id ?? "", {
      proration_behavior: "create_prorations",
    });
    const pending = await account.stripe.invoiceItems.list({
      customer: customer.id,
      pending: true,
    });
    expect(pending.data.map(({ amount }) => amount)).toEqual([credit]);
  });
});
