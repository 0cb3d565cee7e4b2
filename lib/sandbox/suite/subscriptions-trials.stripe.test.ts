import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

async function open(card: string | null = "pm_card_visa") {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock, card });
  const month = await account.price({ unit_amount: 3000, interval: "month" });
  return { ...account, clock, customer, month };
}

describe("a trial", () => {
  test("by days costs nothing and is the first period", async () => {
    const { customer, month, ...account } = await open();
    const subscription = await account.subscribe(customer, month, {
      trial_period_days: 14,
      expand: ["latest_invoice"],
    });
    const end = june + 14 * day;
    expect(subscription).toMatchObject({
      billing_cycle_anchor: end,
      latest_invoice: { amount_due: 0, status: "paid" },
      status: "trialing",
      trial_end: end,
      trial_start: june,
    });
    expect(itemOf(subscription)).toMatchObject({
      current_period_end: end,
      current_period_start: june,
    });
  });

  test.each([
    { missing: "pause", status: "paused" },
    { missing: "cancel", status: "canceled" },
  ] as const)("that is ended without a payment method is $status, if so asked", async (asked) => {
    const { customer, month, ...account } = await open(null);
    const trial = await account.subscribe(customer, month, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: asked.missing } },
    });
    const ended = await account.stripe.subscriptions.update(trial.id, { trial_end: "now" });
    expect(ended).toMatchObject({ status: asked.status, trial_end: june });
    const { data } = await account.stripe.invoices.list({ subscription: trial.id });
    expect(data.map(({ amount_due }) => amount_due)).toEqual([0]);
  });

  test("can come from the price, if that is asked for", async () => {
    const { customer, ...account } = await open();
    const price = await account.price({
      unit_amount: 3000,
      recurring: { interval: "month", trial_period_days: 7 },
    });
    const trial = await account.subscribe(customer, price, { trial_from_plan: true });
    expect(trial).toMatchObject({ status: "trialing", trial_end: june + 7 * day });
    const paid = await account.subscribe(customer, price);
    expect(paid).toMatchObject({ status: "active", trial_end: null });
  });

  test("ended now is billed from now on", async () => {
    const { stripe, clock, customer, month, ...account } = await open();
    const { id } = await account.subscribe(customer, month, { trial_period_days: 14 });
    await clock.advanceTo(june + 4 * day);
    const active = await stripe.subscriptions.update(id, {
      trial_end: "now",
      expand: ["latest_invoice"],
    });
    expect(active).toMatchObject({
      billing_cycle_anchor: june + 4 * day,
      latest_invoice: { amount_paid: 3000 },
      status: "active",
      trial_end: june + 4 * day,
    });
  });

  test("can be made longer, and items change in it without prorations", async () => {
    const { stripe, customer, month, ...account } = await open();
    const trial = await account.subscribe(customer, month, { trial_period_days: 14 });
    const longer = await stripe.subscriptions.update(trial.id, {
      items: [{ id: itemOf(trial).id, quantity: 4 }],
      trial_end: june + 20 * day,
    });
    expect(longer).toMatchObject({ status: "trialing", trial_end: june + 20 * day });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data).toEqual([]);
  });

  test("before a fixed billing date is followed by a share of the first month", async () => {
    const { stripe, clock, customer, month, ...account } = await open();
    const subscription = await account.subscribe(customer, month, {
      billing_cycle_anchor: june + 30 * day,
      trial_end: june + 15 * day,
    });
    expect(subscription).toMatchObject({
      billing_cycle_anchor: june + 30 * day,
      status: "trialing",
    });
    await clock.advanceTo(june + 15 * day + 7200);
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data[0]).toMatchObject({ amount_paid: 1500 });
  });

  test("without a payment method and with default_incomplete has a setup intent that brings one", async () => {
    const { stripe, customer, month, ...account } = await open(null);
    const subscription = await account.subscribe(customer, month, {
      payment_behavior: "default_incomplete",
      trial_period_days: 14,
      expand: ["pending_setup_intent"],
    });
    expect(subscription).toMatchObject({
      pending_setup_intent: { customer: customer.id, status: "requires_payment_method" },
      status: "trialing",
    });
    const intent = subscription.pending_setup_intent;
    if (intent === null || typeof intent === "string") throw new Error("No setup intent.");
    await stripe.setupIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      return_url: "https://example.com",
    });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(after.pending_setup_intent).toBeNull();
    expect(after.default_payment_method).toMatch(/^pm_/);
  });

  test("keeps what is to happen at its end", async () => {
    const { customer, month, ...account } = await open();
    const subscription = await account.subscribe(customer, month, {
      trial_period_days: 3,
      trial_settings: { end_behavior: { missing_payment_method: "pause" } },
    });
    expect(subscription.trial_settings).toEqual({
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "pause" },
    });
  });

  test("is refused in the past, for more than two years, twice and after the billing date", async () => {
    const { customer, month, ...account } = await open();
    const asked = (params: Parameters<typeof account.subscribe>[2]) =>
      account.subscribe(customer, month, params);
    const refused = { statusCode: 400, param: "trial_end" };
    await expect(asked({ trial_end: june - day })).rejects.toMatchObject(refused);
    await expect(asked({ trial_end: june + 731 * day })).rejects.toMatchObject(refused);
    await expect(asked({ trial_end: june + day, trial_period_days: 3 })).rejects.toMatchObject(
      refused,
    );
    await expect(asked({ trial_end: june + day, trial_from_plan: true })).rejects.toMatchObject(
      refused,
    );
    await expect(
      asked({ billing_cycle_anchor: june + 2 * day, trial_end: june + 3 * day }),
    ).rejects.toMatchObject({ code: "subscription_update_trial_after_billing_cycle_anchor" });
  });
});

describe("a trial's line", () => {
  test.each([
    ["flexible", "Free trial for 3 × Coffee"],
    ["classic", "Trial period for Coffee"],
  ] as const)("says in %s billing: %s", async (type, description) => {
    const account = await openAccount();
    const customer = await account.customer();
    const price = await account.price({
      unit_amount: 1200,
      interval: "month",
      product_data: { name: "Coffee" },
    });
    const subscription = await account.subscribe(customer, [{ price: price.id, quantity: 3 }], {
      billing_mode: { type },
      trial_period_days: 10,
      expand: ["latest_invoice"],
    });
    expect(subscription).toMatchObject({
      latest_invoice: { lines: { data: [{ amount: 0, description, quantity: 3 }] } },
    });
  });
});

describe("the start of another trial", () => {
  test.each([
    ["flexible", june + 15 * day],
    ["classic", june],
  ] as const)("is in %s billing %i", async (type, start) => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const { id } = await account.subscribe(customer, price, {
      billing_mode: { type },
      trial_period_days: 5,
    });
    await clock.advanceTo(june + 15 * day);
    const again = await account.stripe.subscriptions.update(id, { trial_end: june + 20 * day });
    expect(again).toMatchObject({ trial_end: june + 20 * day, trial_start: start });
  });
});

describe("an end that is planned before a trial's", () => {
  test.each([
    ["classic", june + 4 * day, 3000],
    ["flexible", june + 14 * day, 0],
  ] as const)(
    "moves the trial's in %s billing to %i, even when it is taken back",
    async (type, end, paid) => {
      const { stripe, clock, customer, month, ...account } = await open();
      const { id } = await account.subscribe(customer, month, {
        billing_mode: { type },
        trial_period_days: 14,
      });
      const ending = await stripe.subscriptions.update(id, { cancel_at: june + 4 * day });
      expect(ending).toMatchObject({ cancel_at: june + 4 * day, trial_end: end });
      const later = await stripe.subscriptions.update(id, { cancel_at: june + 60 * day });
      expect(later).toMatchObject({ cancel_at: june + 60 * day, trial_end: end });
      const endless = await stripe.subscriptions.update(id, { cancel_at: "" });
      expect(endless).toMatchObject({ billing_cycle_anchor: end, cancel_at: null, trial_end: end });
      const preview = await stripe.invoices.createPreview({ subscription: id });
      expect(preview).toMatchObject({ period_end: end, total: 3000 });
      await clock.advanceTo(june + 5 * day);
      const { data } = await stripe.invoices.list({ subscription: id });
      expect(data.reduce((sum, { amount_paid }) => sum + amount_paid, 0)).toBe(paid);
    },
  );

  test.each([
    ["classic", june + 4 * day],
    ["flexible", june + 14 * day],
  ] as const)("from its beginning has the trial in %s billing end at %i", async (type, end) => {
    const { stripe, clock, customer, month, ...account } = await open();
    const subscription = await account.subscribe(customer, month, {
      billing_mode: { type },
      cancel_at: june + 4 * day,
      trial_period_days: 14,
    });
    expect(subscription).toMatchObject({ status: "trialing", trial_end: end });
    await clock.advanceTo(june + 5 * day);
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ ended_at: june + 4 * day, status: "canceled", trial_end: end });
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ amount_due }) => amount_due)).toEqual([0]);
  });
});
