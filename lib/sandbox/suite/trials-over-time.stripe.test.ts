import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, june, openAccount } from "./harness";

const hour = 3600;

describe("the end of a trial", () => {
  it("begins the first paid period, billed an hour later", async () => {
    const { account, clock, customer, price } = await trialAccount();
    const trial = await account.subscribe(customer, price, { trial_period_days: 14 });
    expect(trial).toMatchObject({ status: "trialing", trial_end: june + 14 * day });
    await clock.advanceTo(june + 14 * day + 2 * hour);
    const active = await account.stripe.subscriptions.retrieve(trial.id, {
      expand: ["latest_invoice"],
    });
    expect(active).toMatchObject({
      billing_cycle_anchor: june + 14 * day,
      status: "active",
      trial_end: june + 14 * day,
    });
    expect(itemOf(active)).toMatchObject({
      current_period_start: june + 14 * day,
      current_period_end: june + 44 * day,
    });
    expect(active.latest_invoice).toMatchObject({
      amount_paid: 1200,
      billing_reason: "subscription_cycle",
      status: "paid",
    });
  });

  it("cancels without a payment method, when that was asked for", async () => {
    const { account, clock, price } = await trialAccount();
    const customer = await account.customer({ clock, card: null });
    const trial = await account.subscribe(customer, price, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: "cancel" } },
    });
    await clock.advanceTo(june + 8 * day);
    const ended = await account.stripe.subscriptions.retrieve(trial.id);
    expect(ended).toMatchObject({ status: "canceled", ended_at: june + 7 * day });
  });

  it("pauses without a payment method, when that was asked for", async () => {
    const { account, clock, price } = await trialAccount();
    const customer = await account.customer({ clock, card: null });
    const trial = await account.subscribe(customer, price, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: "pause" } },
    });
    await clock.advanceTo(june + 8 * day);
    const paused = await account.stripe.subscriptions.retrieve(trial.id);
    expect(paused.status).toBe("paused");
    const { data } = await account.stripe.invoices.list({ subscription: trial.id });
    expect(data.map((invoice) => invoice.amount_due)).toEqual([0]);
  });

  it("bills without a payment method otherwise, and is past due", async () => {
    const { account, clock, price } = await trialAccount();
    const customer = await account.customer({ clock, card: null });
    const trial = await account.subscribe(customer, price, { trial_period_days: 7 });
    await clock.advanceTo(june + 7 * day + 2 * hour);
    const late = await account.stripe.subscriptions.retrieve(trial.id, {
      expand: ["latest_invoice"],
    });
    expect(late.status).toBe("past_due");
    expect(late.latest_invoice).toMatchObject({
      amount_due: 1200,
      attempt_count: 1,
      attempted: true,
      status: "open",
    });
  });

  it("is announced three days before", async () => {
    const { account, clock, customer, price } = await trialAccount();
    const trial = await account.subscribe(customer, price, { trial_period_days: 14 });
    await clock.advanceTo(june + 11 * day - 60);
    expect(await announcements(account, trial.id)).toBe(0);
    await clock.advanceTo(june + 11 * day + 60);
    expect(await announcements(account, trial.id)).toBe(1);
    await clock.advanceTo(june + 13 * day);
    expect(await announcements(account, trial.id)).toBe(1);
  });
});

async function trialAccount() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  return { account, clock, customer, price };
}

async function announcements({ stripe }: Account, id: string): Promise<number> {
  const { data } = await stripe.events.list({
    type: "customer.subscription.trial_will_end",
    limit: 100,
  });
  return data.filter(({ data: { object } }) => "id" in object && object.id === id).length;
}
