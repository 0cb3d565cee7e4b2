import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

async function running() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const month = await account.price({ unit_amount: 3000, interval: "month" });
  const subscription = await account.subscribe(customer, month);
  return { ...account, clock, customer, month, id: subscription.id, item: itemOf(subscription) };
}

describe("canceling at once", () => {
  test("ends the subscription now, with the reasons that were given", async () => {
    const { stripe, clock, id } = await running();
    await clock.advanceTo(june + 10 * day);
    const ended = await stripe.subscriptions.cancel(id, {
      cancellation_details: { comment: "Bye", feedback: "unused" },
    });
    expect(ended).toMatchObject({
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: june + 10 * day,
      cancellation_details: {
        comment: "Bye",
        feedback: "unused",
        feedback_option: null,
        reason: "cancellation_requested",
      },
      ended_at: june + 10 * day,
      status: "canceled",
    });
  });

  test("leaves unused time unless it is to be given back", async () => {
    const { stripe, clock, customer, id } = await running();
    await clock.advanceTo(june + 15 * day);
    await stripe.subscriptions.cancel(id);
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data).toEqual([]);
  });

  test("with prorate keeps a credit, with invoice_now gives it at once", async () => {
    const { stripe, clock, customer, id } = await running();
    await clock.advanceTo(june + 15 * day);
    const ended = await stripe.subscriptions.cancel(id, {
      invoice_now: true,
      prorate: true,
      expand: ["latest_invoice"],
    });
    expect(ended.latest_invoice).toMatchObject({ amount_due: 0, status: "paid", total: -1500 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -1500 });
  });

  test("without prorate and invoice_now removes pending prorations", async () => {
    const { stripe, clock, customer, id, item } = await running();
    await clock.advanceTo(june + 15 * day);
    await stripe.subscriptions.update(id, { items: [{ id: item.id, quantity: 2 }] });
    await stripe.subscriptions.cancel(id);
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data).toEqual([]);
  });

  test("stops the automatic collection of open invoices", async () => {
    const { stripe, clock, customer, id } = await running();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    await clock.advanceTo(june + 31 * day);
    const before = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(before).toMatchObject({
      latest_invoice: { auto_advance: true, status: "open" },
      status: "past_due",
    });
    const ended = await stripe.subscriptions.cancel(id, { expand: ["latest_invoice"] });
    expect(ended).toMatchObject({
      latest_invoice: { auto_advance: false, next_payment_attempt: null, status: "open" },
      status: "canceled",
    });
  });

  test("of an incomplete subscription lets it expire and voids its invoice", async () => {
    const account = await openAccount();
    const customer = await account.customer({ card: null });
    const month = await account.price({ unit_amount: 3000, interval: "month" });
    const { id } = await account.subscribe(customer, month, {
      payment_behavior: "default_incomplete",
    });
    const ended = await account.stripe.subscriptions.cancel(id, { expand: ["latest_invoice"] });
    expect(ended).toMatchObject({
      latest_invoice: { status: "void" },
      status: "incomplete_expired",
    });
  });

  test("is possible once", async () => {
    const { stripe, id } = await running();
    await stripe.subscriptions.cancel(id);
    await expect(stripe.subscriptions.cancel(id)).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });
});

describe("canceling later", () => {
  test("at the end of the period is planned and can be taken back", async () => {
    const { stripe, id, item } = await running();
    const planned = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(planned).toMatchObject({
      cancel_at: item.current_period_end,
      cancel_at_period_end: true,
      canceled_at: june,
      status: "active",
    });
    const back = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    expect(back).toMatchObject({ cancel_at: null, cancel_at_period_end: false, canceled_at: null });
  });

  test("can be said by the end of the shortest or longest period", async () => {
    const account = await openAccount();
    const customer = await account.customer();
    const month = await account.price({ unit_amount: 3000, interval: "month" });
    const year = await account.price({ unit_amount: 9000, interval: "year" });
    const { id, items } = await account.subscribe(customer, [
      { price: month.id },
      { price: year.id },
    ]);
    const ends = items.data.map((item) => item.current_period_end);
    const asked = async (cancel_at: "max_period_end" | "min_period_end") =>
      (await account.stripe.subscriptions.update(id, { cancel_at, proration_behavior: "none" }))
        .cancel_at;
    expect(await asked("min_period_end")).toBe(Math.min(...ends));
    expect(await asked("max_period_end")).toBe(Math.max(...ends));
  });

  test("within the period gives the rest of it back, and only once", async () => {
    const { stripe, clock, customer, id } = await running();
    await stripe.subscriptions.update(id, { cancel_at: june + 15 * day });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map(({ amount }) => amount)).toEqual([-1500]);
    await clock.advanceTo(june + 16 * day);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      ended_at: june + 15 * day,
      status: "canceled",
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -1500 });
  });

  test("is refused in the past and twice over", async () => {
    const { stripe, id } = await running();
    await expect(stripe.subscriptions.update(id, { cancel_at: june - day })).rejects.toMatchObject({
      statusCode: 400,
      param: "cancel_at",
    });
    await expect(
      stripe.subscriptions.update(id, { cancel_at: june + day, cancel_at_period_end: true }),
    ).rejects.toMatchObject({ statusCode: 400, code: "parameters_exclusive" });
  });

  test("is the schedule's part where there is one", async () => {
    const { stripe, id } = await running();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id });
    await expect(
      stripe.subscriptions.update(id, { cancel_at_period_end: true }),
    ).rejects.toMatchObject({
      message: expect.stringContaining(schedule.id),
      param: "cancel_at_period_end",
      statusCode: 400,
    });
    await stripe.subscriptions.cancel(id);
    expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({
      status: "canceled",
    });
  });
});
