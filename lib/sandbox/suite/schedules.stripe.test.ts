import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, june, openAccount } from "./harness";

const hour = 3600;
const july = june + 30 * day;
const august = july + 31 * day;

describe("a schedule that starts now", () => {
  it("begins its subscription, whose first invoice is a draft for an hour", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price: small }], duration: { interval: "month" } },
        { items: [{ price: large, quantity: 2 }], duration: { interval: "month" } },
      ],
    });
    expect(schedule).toMatchObject({
      completed_at: null,
      current_phase: { start_date: june, end_date: july },
      customer,
      end_behavior: "release",
      released_subscription: null,
      status: "active",
      test_clock: clock.id,
    });
    expect(schedule.phases.map(datesOf)).toEqual([
      [june, july],
      [july, august],
    ]);
    const begun = await managed(account, schedule);
    expect(begun).toMatchObject({ schedule: schedule.id, status: "active" });
    expect(begun.latest_invoice).toMatchObject({ amount_due: 1200, status: "draft" });
    await clock.advanceTo(june + 2 * hour);
    const invoice = (await managed(account, schedule)).latest_invoice;
    expect(invoice).toMatchObject({ amount_paid: 1200, status: "paid" });
  });

  it("enters its next phase with the next period, and bills that", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price: small }], duration: { interval: "month" } },
        {
          items: [{ price: large, quantity: 2 }],
          duration: { interval: "month" },
          metadata: { phase: "second" },
        },
      ],
    });
    await clock.advanceTo(july + 2 * hour);
    const entered = await account.stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(entered).toMatchObject({
      current_phase: { start_date: july, end_date: august },
      status: "active",
    });
    const subscription = await managed(account, schedule);
    expect(itemOf(subscription)).toMatchObject({
      current_period_start: july,
      current_period_end: august,
      price: { id: large },
      quantity: 2,
    });
    expect(subscription.metadata).toEqual({ phase: "second" });
    expect(subscription.latest_invoice).toMatchObject({ amount_paid: 9600, total: 9600 });
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([9600, 1200]);
  });

  it("leaves the subscription to itself after the last phase", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      end_behavior: "release",
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    await clock.advanceTo(july + 2 * hour);
    const released = await account.stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(released).toMatchObject({
      current_phase: null,
      released_at: july,
      released_subscription: schedule.subscription,
      status: "released",
      subscription: null,
    });
    const free = await account.stripe.subscriptions.retrieve(String(schedule.subscription));
    expect(free).toMatchObject({ cancel_at: null, schedule: null, status: "active" });
    expect(itemOf(free).current_period_start).toBe(july);
  });

  it("ends the subscription after the last phase, when that was asked for", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      end_behavior: "cancel",
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    await clock.advanceTo(july + 2 * hour);
    const completed = await account.stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(completed).toMatchObject({
      completed_at: july,
      current_phase: null,
      status: "completed",
    });
    const ended = await account.stripe.subscriptions.retrieve(String(schedule.subscription));
    expect(ended).toMatchObject({ ended_at: july, status: "canceled" });
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([1200]);
  });
});

describe("a schedule that starts later", () => {
  it("has no subscription until then", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const start = june + 10 * day;
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: start,
      phases: [{ items: [{ price: small }] }],
    });
    expect(schedule).toMatchObject({
      current_phase: null,
      status: "not_started",
      subscription: null,
    });
    await clock.advanceTo(start + 2 * hour);
    const active = await account.stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(active.status).toBe("active");
    const begun = await managed(account, active);
    expect(begun).toMatchObject({ start_date: start, status: "active" });
    expect(begun.latest_invoice).toMatchObject({ amount_paid: 1200, status: "paid" });
  });

  it("is canceled without ever having begun", async () => {
    const { account, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: july,
      phases: [{ items: [{ price: small }] }],
    });
    const canceled = await account.stripe.subscriptionSchedules.cancel(schedule.id);
    expect(canceled).toMatchObject({ canceled_at: june, status: "canceled", subscription: null });
    await expect(account.stripe.subscriptionSchedules.cancel(schedule.id)).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
  });
});

describe("a schedule around a subscription", () => {
  it("has the running period as its phase", async () => {
    const { account, customer, small } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    expect(schedule).toMatchObject({
      current_phase: { start_date: june, end_date: july },
      end_behavior: "release",
      status: "active",
      subscription: subscription.id,
    });
    expect(schedule.phases).toMatchObject([
      { start_date: june, end_date: july, items: [{ price: small, quantity: 1 }] },
    ]);
    const around = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(around.schedule).toBe(schedule.id);
  });

  it("takes a second phase and enters it without proration at the end of the period", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    await account.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { start_date: june, end_date: july, items: [{ price: small }] },
        { items: [{ price: large }], duration: { interval: "month" } },
      ],
    });
    await clock.advanceTo(july + 2 * hour);
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([4800, 1200]);
    expect(data[0]?.lines.data).toHaveLength(1);
  });

  it("prorates what an update changes in the running phase", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [{ start_date: june, end_date: july, items: [{ price: large }] }],
      proration_behavior: "create_prorations",
    });
    const { data } = await account.stripe.invoiceItems.list({ customer, pending: true });
    expect(data.map((item) => item.amount).toSorted((a, b) => a - b)).toEqual([-600, 2400]);
  });

  it("prorates a phase that begins within a period, as the phase says", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    const middle = june + 15 * day;
    await account.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { start_date: june, end_date: middle, items: [{ price: small }] },
        { items: [{ price: large }], end_date: july, proration_behavior: "create_prorations" },
      ],
    });
    await clock.advanceTo(july + 2 * hour);
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([4800 - 600 + 2400, 1200]);
  });

  it("is released by hand and lets the subscription go on", async () => {
    const { account, customer, small } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    const released = await account.stripe.subscriptionSchedules.release(schedule.id);
    expect(released).toMatchObject({
      released_at: june,
      released_subscription: subscription.id,
      status: "released",
      subscription: null,
    });
    const free = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(free).toMatchObject({ schedule: null, status: "active" });
  });

  it("is canceled together with the subscription, which gives unused time back", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const schedule = await account.stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    });
    await clock.advanceTo(june + 15 * day);
    const canceled = await account.stripe.subscriptionSchedules.cancel(schedule.id);
    expect(canceled).toMatchObject({ canceled_at: june + 15 * day, status: "canceled" });
    const ended = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(ended.status).toBe("canceled");
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([-600, 1200]);
  });

  it("cannot be put around a subscription that has one", async () => {
    const { account, customer, small } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    const create = () =>
      account.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await create();
    await expect(create()).rejects.toMatchObject({ statusCode: 400, param: "from_subscription" });
  });
});

describe("a phase", () => {
  it("with a trial costs nothing until the trial ends", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price: small }], end_date: june + 10 * day, trial: true },
        { items: [{ price: small }], duration: { interval: "month" } },
      ],
    });
    const trial = await managed(account, schedule);
    expect(trial).toMatchObject({ status: "trialing", trial_end: june + 10 * day });
    await clock.advanceTo(june + 10 * day + 2 * hour);
    const active = await managed(account, schedule);
    expect(active.status).toBe("active");
    expect(active.latest_invoice).toMatchObject({ amount_paid: 1200 });
  });

  it("with a coupon is cheaper, the next one is not", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const coupon = await account.stripe.coupons.create({ percent_off: 50, duration: "forever" });
    await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        {
          items: [{ price: small }],
          discounts: [{ coupon: coupon.id }],
          duration: { interval: "month" },
        },
        { items: [{ price: small }], duration: { interval: "month" } },
      ],
    });
    await clock.advanceTo(july + 2 * hour);
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.total)).toEqual([1200, 600]);
  });

  it("puts its invoice items on its first invoice", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const setup = await account.price({ unit_amount: 2500 });
    await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [{ price: small }], add_invoice_items: [{ price: setup.id }] }],
    });
    await clock.advanceTo(june + 2 * hour);
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => invoice.amount_paid)).toEqual([3700]);
  });

  it("can send its invoices", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      default_settings: {
        collection_method: "send_invoice",
        invoice_settings: { days_until_due: 14 },
      },
      phases: [{ items: [{ price: small }] }],
    });
    await clock.advanceTo(june + 2 * hour);
    const sent = await managed(account, schedule);
    expect(sent).toMatchObject({ collection_method: "send_invoice", days_until_due: 14 });
    expect(sent.latest_invoice).toMatchObject({ amount_due: 1200, status: "open" });
  });

  it("needs items", async () => {
    const { account, customer } = await scheduleAccount();
    const create = account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [] }],
    });
    await expect(create).rejects.toMatchObject({ statusCode: 400 });
  });

  it("ends after it starts", async () => {
    const { account, customer, small } = await scheduleAccount();
    const create = account.stripe.subscriptionSchedules.create({
      customer,
      start_date: july,
      phases: [{ items: [{ price: small }], end_date: june + day }],
    });
    await expect(create).rejects.toMatchObject({
      statusCode: 400,
      param: "phases[0][end_date]",
    });
  });
});

describe("schedules in a list", () => {
  it("are found by customer and by not having started", async () => {
    const { account, customer, small } = await scheduleAccount();
    const phases = [{ items: [{ price: small }] }];
    const { subscriptionSchedules } = account.stripe;
    const later = await subscriptionSchedules.create({ customer, start_date: july, phases });
    const now = await subscriptionSchedules.create({ customer, start_date: "now", phases });
    const idsOf = async (params: Stripe.SubscriptionScheduleListParams) =>
      (await subscriptionSchedules.list(params)).data.map(({ id }) => id);
    expect(await idsOf({ customer })).toEqual([now.id, later.id]);
    expect(await idsOf({ customer, scheduled: true })).toEqual([later.id]);
    await subscriptionSchedules.cancel(later.id);
    expect(await idsOf({ customer, canceled_at: { gte: june } })).toEqual([later.id]);
    expect(await idsOf({ customer, released_at: { gte: june } })).toEqual([]);
  });
});

async function scheduleAccount() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const small = await account.price({ unit_amount: 1200, interval: "month" });
  const large = await account.price({ unit_amount: 4800, interval: "month" });
  return { account, clock, customer: customer.id, small: small.id, large: large.id };
}

function managed(
  { stripe }: Account,
  schedule: Stripe.SubscriptionSchedule,
): Promise<Stripe.Subscription> {
  return stripe.subscriptions.retrieve(String(schedule.subscription), {
    expand: ["latest_invoice"],
  });
}

function datesOf({ start_date, end_date }: Stripe.SubscriptionSchedule.Phase): [number, number] {
  return [start_date, end_date];
}

describe("a schedule's pause", () => {
  it("pauses and resumes the subscription when its time comes", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      pause_schedules: [
        {
          key: "holiday",
          pause: {
            pause_at: { type: "timestamp", timestamp: june + 10 * day },
            settings: { bill_for: { unused_time_from: { type: "none" } } },
          },
          resume: {
            resume_at: { type: "duration", duration: { interval: "day", interval_count: 5 } },
            settings: { billing_cycle_anchor: "unchanged", proration_behavior: "none" },
          },
        },
      ],
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    expect(schedule.pause_schedules).toMatchObject([
      {
        key: "holiday",
        pause: { pause_at: june + 10 * day, status: { type: "scheduled" } },
        resume: { resume_at: june + 15 * day, status: { type: "scheduled" } },
      },
    ]);
    await clock.advanceTo(june + 11 * day);
    expect((await managed(account, schedule)).status).toBe("paused");
    await clock.advanceTo(june + 16 * day);
    expect((await managed(account, schedule)).status).toBe("active");
    const { pause_schedules: pauses } = await account.stripe.subscriptionSchedules.retrieve(
      schedule.id,
    );
    expect(pauses).toMatchObject([
      { pause: { status: { type: "succeeded" } }, resume: { status: { type: "succeeded" } } },
    ]);
  });
});

describe("what a phase does not name", () => {
  it("stays as it was set on the subscription: its payment method", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const { stripe } = account;
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price: small }], duration: { interval: "month" } },
        { items: [{ price: large }], duration: { interval: "month" } },
      ],
    });
    const method = await stripe.paymentMethods.attach("pm_card_mastercard", { customer });
    await stripe.subscriptions.update(String(schedule.subscription), {
      default_payment_method: method.id,
    });
    await clock.advanceTo(july + 2 * hour);
    expect((await managed(account, schedule)).default_payment_method).toBe(method.id);
  });
});

describe("a phase with another interval", () => {
  it("begins a new billing cycle", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const yearly = await account.price({ unit_amount: 12000, interval: "year" });
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price: small }], duration: { interval: "month" } },
        { items: [{ price: yearly.id }], duration: { interval: "year" } },
      ],
    });
    await clock.advanceTo(july + 2 * hour);
    const subscription = await managed(account, schedule);
    expect(itemOf(subscription)).toMatchObject({
      current_period_start: july,
      current_period_end: july + 365 * day,
    });
    const { data } = await account.stripe.invoices.list({ customer });
    expect(data.map((invoice) => [invoice.total, invoice.status])).toEqual([
      [12000, "paid"],
      [1200, "paid"],
    ]);
  });
});

describe("a schedule that began in the past", () => {
  it("bills what has passed and goes on in its own months", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    await clock.advanceTo(june + 15 * day);
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer,
      start_date: june,
      phases: [{ items: [{ price: small }], duration: { interval: "month", interval_count: 2 } }],
    });
    expect(schedule).toMatchObject({
      current_phase: { start_date: june, end_date: august },
      status: "active",
    });
    const subscription = await managed(account, schedule);
    expect(subscription.start_date).toBe(june);
    expect(itemOf(subscription)).toMatchObject({ current_period_end: july });
    expect(subscription.latest_invoice).toMatchObject({ total: 1200 });
  });
});

describe("an update of a schedule", () => {
  it("moves a start that has not come", async () => {
    const { account, customer, small } = await scheduleAccount();
    const { subscriptionSchedules } = account.stripe;
    const schedule = await subscriptionSchedules.create({
      customer,
      start_date: july,
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    const moved = await subscriptionSchedules.update(schedule.id, {
      end_behavior: "cancel",
      metadata: { season: "autumn" },
      phases: [
        {
          start_date: august,
          items: [{ price: small, quantity: 3 }],
          duration: { interval: "month" },
        },
      ],
    });
    expect(moved).toMatchObject({
      end_behavior: "cancel",
      metadata: { season: "autumn" },
      phases: [{ start_date: august, items: [{ quantity: 3 }] }],
      status: "not_started",
    });
  });

  it("ends the running phase now and enters the next", async () => {
    const { account, clock, customer, small, large } = await scheduleAccount();
    const { subscriptionSchedules } = account.stripe;
    const schedule = await subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    const middle = june + 15 * day;
    await clock.advanceTo(middle);
    const entered = await subscriptionSchedules.update(schedule.id, {
      phases: [
        { start_date: june, end_date: "now", items: [{ price: small }] },
        { items: [{ price: large }], end_date: july, proration_behavior: "create_prorations" },
      ],
    });
    expect(entered.current_phase).toEqual({ start_date: middle, end_date: july });
    const { data } = await account.stripe.invoiceItems.list({ customer, pending: true });
    expect(data.map((item) => item.amount).toSorted((a, b) => a - b)).toEqual([-600, 2400]);
  });

  it("changes what the default settings say, on the subscription too", async () => {
    const { account, customer, small } = await scheduleAccount();
    const { subscriptionSchedules } = account.stripe;
    const schedule = await subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    const changed = await subscriptionSchedules.update(schedule.id, {
      default_settings: { description: "The autumn plan" },
    });
    expect(changed.default_settings).toMatchObject({
      billing_cycle_anchor: "automatic",
      collection_method: "charge_automatically",
      description: "The autumn plan",
    });
    expect((await managed(account, schedule)).description).toBe("The autumn plan");
  });

  it("keeps the start of the running phase", async () => {
    const { account, clock, customer, small } = await scheduleAccount();
    const { subscriptionSchedules } = account.stripe;
    const schedule = await subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [{ price: small }], duration: { interval: "month" } }],
    });
    await clock.advanceTo(june + day);
    const update = subscriptionSchedules.update(schedule.id, {
      phases: [{ start_date: "now", items: [{ price: small }], end_date: july }],
    });
    await expect(update).rejects.toMatchObject({
      statusCode: 400,
      param: "phases[0][start_date]",
    });
  });

  it("is refused once the schedule is released", async () => {
    const { account, customer, small } = await scheduleAccount();
    const { subscriptionSchedules } = account.stripe;
    const schedule = await subscriptionSchedules.create({
      customer,
      start_date: july,
      phases: [{ items: [{ price: small }] }],
    });
    await subscriptionSchedules.release(schedule.id);
    const update = subscriptionSchedules.update(schedule.id, { metadata: { late: "yes" } });
    await expect(update).rejects.toMatchObject({ statusCode: 400 });
  });

  it("is the only way to plan the end of its subscription", async () => {
    const { account, customer, small } = await scheduleAccount();
    const subscription = await account.subscribe(customer, small);
    await account.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const update = account.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
    });
    await expect(update).rejects.toMatchObject({ statusCode: 400 });
  });
});
