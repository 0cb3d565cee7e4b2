import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

const noRedirects = {
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
} satisfies Partial<Stripe.PaymentIntentCreateParams>;
const twenty = { amount: 2000, currency: "usd", ...noRedirects };

describe("payment intents", () => {
  it("are confirmed and have a charge", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const created = await stripe.paymentIntents.create({
      ...twenty,
      customer: id,
      description: "Order 7",
      metadata: { order: "7" },
      receipt_email: "ada@example.com",
    });
    expect(created).toMatchObject({
      amount: 2000,
      amount_received: 0,
      currency: "usd",
      latest_charge: null,
      status: "requires_payment_method",
    });
    const paid = await stripe.paymentIntents.confirm(created.id, {
      payment_method: "pm_card_visa",
      expand: ["latest_charge.balance_transaction"],
    });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 2000, next_action: null });
    expect(paid.latest_charge).toMatchObject({
      amount: 2000,
      amount_captured: 2000,
      captured: true,
      customer: id,
      description: "Order 7",
      metadata: { order: "7" },
      outcome: { type: "authorized", network_status: "approved_by_network" },
      paid: true,
      payment_intent: created.id,
      payment_method_details: { type: "card", card: { brand: "visa", last4: "4242" } },
      receipt_email: "ada@example.com",
      status: "succeeded",
      balance_transaction: { amount: 2000, type: "charge", reporting_category: "charge" },
    });
  });

  it("keep the payment method for later when that is asked for, and only then", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const pay = (params: Partial<Stripe.PaymentIntentCreateParams>) =>
      stripe.paymentIntents.create({
        ...twenty,
        confirm: true,
        customer: id,
        payment_method: "pm_card_visa",
        ...params,
      });
    const once = await pay({});
    const kept = await pay({ setup_future_usage: "off_session" });
    const list = await stripe.paymentMethods.list({ customer: id });
    expect(list.data.map((method) => method.id)).toEqual([kept.payment_method]);
    await expect(pay({ payment_method: String(once.payment_method) })).rejects.toMatchObject({
      statusCode: 400,
    });
    const again = await pay({ payment_method: String(kept.payment_method), off_session: true });
    expect(again.status).toBe("succeeded");
  });

  it("are authorized first and captured later, in part too", async () => {
    const { stripe } = await openAccount();
    const held = await stripe.paymentIntents.create({
      ...twenty,
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    expect(held).toMatchObject({
      amount_capturable: 2000,
      amount_received: 0,
      status: "requires_capture",
    });
    await expect(
      stripe.paymentIntents.capture(held.id, { amount_to_capture: 2001 }),
    ).rejects.toMatchObject({ statusCode: 400 });
    const taken = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 1500,
      expand: ["latest_charge"],
    });
    expect(taken).toMatchObject({
      amount_capturable: 0,
      amount_received: 1500,
      latest_charge: { amount: 2000, amount_captured: 1500, amount_refunded: 500, captured: true },
      status: "succeeded",
    });
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  it("are canceled, which releases what was authorized", async () => {
    const { stripe } = await openAccount();
    const held = await stripe.paymentIntents.create({
      ...twenty,
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const canceled = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: "requested_by_customer",
      expand: ["latest_charge"],
    });
    expect(canceled).toMatchObject({
      cancellation_reason: "requested_by_customer",
      latest_charge: { refunded: true, amount_refunded: 2000 },
      status: "canceled",
    });
    await expect(stripe.paymentIntents.cancel(held.id)).rejects.toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
  });

  it("are updated until they are paid", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.paymentIntents.create(twenty);
    const updated = await stripe.paymentIntents.update(id, {
      amount: 2500,
      metadata: { k: "v" },
      payment_method: "pm_card_visa",
      shipping: { name: "Ada", address: { line1: "1 Main St", country: "US" } },
    });
    expect(updated).toMatchObject({
      amount: 2500,
      metadata: { k: "v" },
      shipping: { name: "Ada", address: { line1: "1 Main St", city: null } },
      status: "requires_confirmation",
    });
    await stripe.paymentIntents.confirm(id);
    await expect(stripe.paymentIntents.update(id, { amount: 99 })).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    await expect(stripe.paymentIntents.confirm(id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { id, status: "succeeded" },
    });
    const described = await stripe.paymentIntents.update(id, { description: "Done" });
    expect(described.description).toBe("Done");
  });

  it("are refused below the least that Stripe charges, and without amount or currency", async () => {
    const { stripe } = await openAccount();
    await expect(
      stripe.paymentIntents.create({ amount: 49, currency: "usd" }),
    ).rejects.toMatchObject({ statusCode: 400, code: "amount_too_small", param: "amount" });
    await expect(
      stripe.paymentIntents.create({ amount: 0, currency: "usd" }),
    ).rejects.toMatchObject({ code: "parameter_invalid_integer", param: "amount" });
    await expect(
      stripe.paymentIntents.create({ amount: 1000, currency: "zzz" }),
    ).rejects.toMatchObject({ statusCode: 400, param: "currency" });
    await expect(
      stripe.paymentIntents.create({ ...twenty, off_session: true }),
    ).rejects.toMatchObject({ statusCode: 400, param: "off_session" });
    await expect(stripe.paymentIntents.confirm("pi_none")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  it("pay an invoice: its default payment, with a secret to confirm it", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer({ card: null });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
      expand: ["latest_invoice.confirmation_secret", "latest_invoice.payments"],
    });
    expect(subscription.status).toBe("incomplete");
    const { latest_invoice: invoice } = subscription;
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    const [payment] = invoice.payments?.data ?? [];
    expect(payment).toMatchObject({ amount_requested: 1200, is_default: true, status: "open" });
    const intent = String(payment?.payment.payment_intent);
    expect(invoice.confirmation_secret?.client_secret).toContain(intent);
    const paid = await stripe.paymentIntents.confirm(intent, {
      payment_method: "pm_card_visa",
      return_url: "https://shop.example",
    });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 1200 });
    const after = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice.payments"],
    });
    expect(after).toMatchObject({
      default_payment_method: paid.payment_method,
      latest_invoice: {
        amount_paid: 1200,
        amount_remaining: 0,
        status: "paid",
        payments: { data: [{ amount_paid: 1200, status: "paid" }] },
      },
      status: "active",
    });
    const list = await stripe.paymentIntents.list({ customer: customer.id });
    expect(list.data.map(({ id }) => id)).toEqual([intent]);
  });
});
