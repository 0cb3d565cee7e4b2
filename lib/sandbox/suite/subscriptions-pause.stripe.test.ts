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

describe("pausing a subscription", () => {
  test("stops it, says why, and leaves the unused time as a credit", async () => {
    const { stripe, clock, customer, id } = await running();
    await clock.advanceTo(june + 15 * day);
    const paused = await stripe.subscriptions.pause(id);
    expect(paused).toMatchObject({
      status: "paused",
      status_details: {
        paused: {
          subscription: { type: "pause_requested" },
          transitioned_at: june + 15 * day,
          type: "subscription",
        },
      },
    });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map(({ amount }) => amount)).toEqual([-1500]);
  });

  test("makes no invoices while it lasts", async () => {
    const { stripe, clock, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 58 * day);
    const after = await stripe.subscriptions.retrieve(id);
    expect(after.status).toBe("paused");
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  });

  test("can give the whole period back, at once", async () => {
    const { stripe, clock, customer, id } = await running();
    await clock.advanceTo(june + 15 * day);
    const paused = await stripe.subscriptions.pause(id, {
      bill_for: { unused_time_from: { type: "item_current_period_start" } },
      invoicing_behavior: "invoice",
      expand: ["latest_invoice"],
    });
    expect(paused.latest_invoice).toMatchObject({ amount_due: 0, total: -3000 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -3000 });
  });

  test("needs flexible billing, no schedule and a subscription that runs", async () => {
    const { stripe, customer, month, id, ...account } = await running();
    const refused = { statusCode: 400, type: "StripeInvalidRequestError" };
    const classic = await account.subscribe(customer, month, { billing_mode: { type: "classic" } });
    await expect(stripe.subscriptions.pause(classic.id)).rejects.toMatchObject(refused);
    const managed = await account.subscribe(customer, month);
    await stripe.subscriptionSchedules.create({ from_subscription: managed.id });
    await expect(stripe.subscriptions.pause(managed.id)).rejects.toMatchObject(refused);
    await stripe.subscriptions.pause(id);
    await expect(stripe.subscriptions.pause(id)).rejects.toMatchObject(refused);
  });
});

describe("a paused subscription", () => {
  test("ends its period there", async () => {
    const { stripe, clock, id } = await running();
    await clock.advanceTo(june + 10 * day);
    const paused = await stripe.subscriptions.pause(id);
    expect(itemOf(paused)).toMatchObject({
      current_period_end: june + 10 * day,
      current_period_start: june,
    });
  });

  test("may owe money, but is not billed by invoices that are sent", async () => {
    const { stripe, clock, customer, id } = await running();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    await clock.advanceTo(june + 30 * day + 2 * 3600);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("past_due");
    await stripe.subscriptions.update(id, {
      collection_method: "send_invoice",
      days_until_due: 7,
    });
    await expect(stripe.subscriptions.pause(id)).rejects.toMatchObject({ statusCode: 400 });
    await stripe.subscriptions.update(id, { collection_method: "charge_automatically" });
    expect((await stripe.subscriptions.pause(id)).status).toBe("paused");
  });

  test.each([
    ["resume_on_payment_attempt", 23 * 3600],
    ["resume_on_payment_success", 365 * day],
  ] as const)("waits with %s for its payment as a pending update", async (behavior, seconds) => {
    const { stripe, clock, customer, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    await clock.advanceTo(june + 10 * day);
    const waiting = await stripe.subscriptions.resume(id, { payment_behavior: behavior });
    expect(waiting).toMatchObject({
      pending_update: {
        billing_cycle_anchor: june + 10 * day,
        expires_at: june + 10 * day + seconds,
        subscription_items: null,
      },
      status: "paused",
    });
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const invoice = String(waiting.latest_invoice);
    await stripe.invoices.pay(invoice, { payment_method: good.id });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      billing_cycle_anchor: june + 10 * day,
      pending_update: null,
      status: "active",
    });
  });

  test("is not resumed on payment without anything to pay with", async () => {
    const account = await openAccount();
    const customer = await account.customer({ card: null });
    const free = await account.price({ unit_amount: 0, interval: "month" });
    const price = await account.price({ unit_amount: 3000, interval: "month" });
    const { id, items } = await account.subscribe(customer, free);
    await account.stripe.subscriptions.pause(id);
    await account.stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? "", price: price.id }],
    });
    const resumed = account.stripe.subscriptions.resume(id, {
      payment_behavior: "resume_on_payment_success",
    });
    await expect(resumed).rejects.toMatchObject({ statusCode: 400 });
    expect(await account.stripe.subscriptions.retrieve(id)).toMatchObject({
      pending_update: null,
      status: "paused",
    });
  });
});

describe("resuming a subscription", () => {
  test("with payment on success charges a new period from now and is active", async () => {
    const { stripe, clock, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 45 * day);
    const resumed = await stripe.subscriptions.resume(id, {
      payment_behavior: "resume_on_payment_success",
      expand: ["latest_invoice"],
    });
    expect(resumed).toMatchObject({
      billing_cycle_anchor: june + 45 * day,
      latest_invoice: { amount_paid: 3000, status: "paid" },
      status: "active",
    });
    expect(resumed.status_details).toBeUndefined();
    expect(itemOf(resumed).current_period_start).toBe(june + 45 * day);
  });

  test("waits for its invoice to be paid, by default without trying to", async () => {
    const { stripe, clock, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 45 * day);
    const waiting = await stripe.subscriptions.resume(id, { expand: ["latest_invoice"] });
    expect(waiting).toMatchObject({
      latest_invoice: { amount_due: 3000, attempted: false, status: "open" },
      status: "paused",
    });
    const invoice = waiting.latest_invoice;
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    await stripe.invoices.pay(invoice.id);
    const active = await stripe.subscriptions.retrieve(id);
    expect(active).toMatchObject({ billing_cycle_anchor: june + 45 * day, status: "active" });
  });

  test("stays paused when the invoice is voided, goes on when it is given up", async () => {
    const { stripe, clock, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 45 * day);
    const first = await stripe.subscriptions.resume(id);
    await stripe.invoices.voidInvoice(String(first.latest_invoice));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("paused");
    const second = await stripe.subscriptions.resume(id);
    await stripe.invoices.markUncollectible(String(second.latest_invoice));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("is given up after 23 hours in which nobody tried to pay", async () => {
    const { stripe, clock, id } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 45 * day);
    await stripe.subscriptions.resume(id);
    await clock.advanceTo(june + 46 * day);
    expect(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      latest_invoice: { status: "void" },
      status: "paused",
    });
  });

  test("is past due by default, still paused on success, when the payment fails", async () => {
    const { stripe, clock, customer, id } = await running();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advanceTo(june + 45 * day);
    const tried = await stripe.subscriptions.resume(id, {
      payment_behavior: "resume_on_payment_success",
    });
    expect(tried.status).toBe("paused");
    await stripe.invoices.voidInvoice(String(tried.latest_invoice));
    const waiting = await stripe.subscriptions.resume(id);
    await expect(stripe.invoices.pay(String(waiting.latest_invoice))).rejects.toMatchObject({
      statusCode: 402,
    });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("past_due");
  });

  test("on the old billing dates costs the rest of the running period", async () => {
    const { stripe, clock, id, item } = await running();
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: "none" } } });
    // July has 31 days; from the 16th on there are 16.
    await clock.advanceTo(Date.UTC(2026, 6, 16) / 1000);
    const resumed = await stripe.subscriptions.resume(id, {
      billing_cycle_anchor: { type: "unchanged" },
      payment_behavior: "resume_on_payment_success",
      expand: ["latest_invoice"],
    });
    expect(resumed).toMatchObject({
      billing_cycle_anchor: june,
      latest_invoice: { amount_paid: 1548 },
      status: "active",
    });
    expect(itemOf(resumed)).toMatchObject({
      current_period_end: Date.UTC(2026, 7, 1) / 1000,
      current_period_start: item.current_period_end,
    });
  });

  test("within the period it was paused in is active at once", async () => {
    const { stripe, clock, customer, id } = await running();
    await clock.advanceTo(june + 10 * day);
    await stripe.subscriptions.pause(id);
    await clock.advanceTo(june + 15 * day);
    const resumed = await stripe.subscriptions.resume(id, {
      billing_cycle_anchor: { type: "unchanged" },
    });
    expect(resumed.status).toBe("active");
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    // 20 of 30 days given back, 15 of 30 taken again.
    expect(pending.data.map(({ amount }) => amount).sort()).toEqual([-2000, 1500]);
  });

  test("is only for paused subscriptions", async () => {
    const { stripe, id } = await running();
    await expect(stripe.subscriptions.resume(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("pause_collection", () => {
  test("is set, resumes at a time in the future, and is taken back", async () => {
    const { stripe, id } = await running();
    const paused = await stripe.subscriptions.update(id, {
      pause_collection: { behavior: "keep_as_draft", resumes_at: june + 40 * day },
    });
    expect(paused).toMatchObject({
      pause_collection: { behavior: "keep_as_draft", resumes_at: june + 40 * day },
      status: "active",
    });
    const open = await stripe.subscriptions.update(id, { pause_collection: { behavior: "void" } });
    expect(open.pause_collection).toEqual({ behavior: "void", resumes_at: null });
    const back = await stripe.subscriptions.update(id, { pause_collection: "" });
    expect(back.pause_collection).toBeNull();
    const past = stripe.subscriptions.update(id, {
      pause_collection: { behavior: "void", resumes_at: june - day },
    });
    await expect(past).rejects.toMatchObject({
      param: "pause_collection[resumes_at]",
      statusCode: 400,
    });
  });

  test("leaves the invoice of a change as it says", async () => {
    const { stripe, clock, id, item } = await running();
    await clock.advanceTo(june + 15 * day);
    const change = async (
      behavior: "keep_as_draft" | "mark_uncollectible" | "void",
      quantity: number,
    ) => {
      await stripe.subscriptions.update(id, { pause_collection: { behavior } });
      return stripe.subscriptions.update(id, {
        items: [{ id: item.id, quantity }],
        proration_behavior: "always_invoice",
        expand: ["latest_invoice"],
      });
    };
    expect(await change("keep_as_draft", 2)).toMatchObject({
      latest_invoice: { auto_advance: false, status: "draft", total: 1500 },
      status: "active",
    });
    expect(await change("mark_uncollectible", 3)).toMatchObject({
      latest_invoice: { status: "uncollectible", total: 1500 },
      status: "active",
    });
    expect(await change("void", 4)).toMatchObject({
      latest_invoice: { status: "void", total: 1500 },
      status: "active",
    });
  });
});
