import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { day, june, openAccount } from "./harness";

async function openInvoice(options: { card?: string | null; amount?: number } = {}) {
  const { amount = 1000, ...rest } = options;
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock, ...rest });
  const { stripe } = account;
  await stripe.invoiceItems.create({ customer: customer.id, amount, currency: "usd" });
  const draft = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  const { id } = await stripe.invoices.finalizeInvoice(draft.id);
  return { ...account, clock, customer, id };
}

async function paymentsOf(stripe: Stripe, invoice: string) {
  return (await stripe.invoicePayments.list({ invoice })).data;
}

describe("paying an invoice", () => {
  test("charges the customer's default payment method", async () => {
    const { id, stripe } = await openInvoice();
    const invoice = await stripe.invoices.pay(id);
    expect(invoice).toMatchObject({
      status: "paid",
      amount_paid: 1000,
      amount_remaining: 0,
      amount_overpaid: 0,
      attempted: true,
      attempt_count: 1,
      status_transitions: { paid_at: june },
    });
    const [payment] = await paymentsOf(stripe, id);
    expect(payment).toMatchObject({
      object: "invoice_payment",
      status: "paid",
      amount_paid: 1000,
      amount_requested: 1000,
      currency: "usd",
      invoice: id,
      is_default: true,
      payment: { type: "payment_intent" },
      status_transitions: { paid_at: june, canceled_at: null },
    });
    const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent), {
      expand: ["latest_charge"],
    });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount: 1000,
      latest_charge: { amount: 1000, paid: true },
    });
  });

  test("charges the card that is named", async () => {
    const { customer, id, stripe } = await openInvoice({ card: null });
    const card = await stripe.paymentMethods.attach("pm_card_mastercard", {
      customer: customer.id,
    });
    expect((await stripe.invoices.pay(id, { payment_method: card.id })).status).toBe("paid");
  });

  test("makes a draft final first", async () => {
    const { customer, stripe } = await openInvoice();
    await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "usd" });
    const { id } = await stripe.invoices.create({
      customer: customer.id,
      pending_invoice_items_behavior: "include",
    });
    expect(await stripe.invoices.pay(id)).toMatchObject({ status: "paid", amount_paid: 500 });
  });

  test("without any payment method is refused", async () => {
    const { id, stripe } = await openInvoice({ card: null });
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
    expect((await stripe.invoices.retrieve(id)).status).toBe("open");
  });

  test("by a card that is declined answers 402, keeps the attempt and can be tried again", async () => {
    const { customer, id, stripe } = await openInvoice({ card: "pm_card_chargeCustomerFail" });
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code: "card_declined",
      decline_code: "generic_decline",
    });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({
      status: "open",
      attempted: true,
      attempt_count: 1,
      amount_paid: 0,
      amount_remaining: 1000,
    });
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const paid = await stripe.invoices.pay(id, { payment_method: card.id });
    expect(paid).toMatchObject({ status: "paid", amount_paid: 1000 });
  });

  test("by a card that asks for 3-D Secure answers 402 and leaves the payment to the customer", async () => {
    const { id, stripe } = await openInvoice({ card: "pm_card_threeDSecure2Required" });
    await expect(stripe.invoices.pay(id, { off_session: false })).rejects.toMatchObject({
      statusCode: 402,
      code: "invoice_payment_intent_requires_action",
    });
    const [payment] = await paymentsOf(stripe, id);
    const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent));
    expect(intent.status).toBe("requires_action");
    expect((await stripe.invoices.retrieve(id)).status).toBe("open");
  });

  test("out of band makes no charge", async () => {
    const { id, stripe } = await openInvoice({ card: null });
    const invoice = await stripe.invoices.pay(id, { paid_out_of_band: true });
    expect(invoice).toMatchObject({ status: "paid", amount_remaining: 0 });
    const [payment] = await paymentsOf(stripe, id);
    expect(payment).toMatchObject({ status: "canceled", amount_paid: null });
  });

  test("twice is refused, and so is a card of somebody else", async () => {
    const { id, stripe } = await openInvoice();
    const stranger = await stripe.customers.create({});
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: stranger.id });
    await expect(stripe.invoices.pay(id, { payment_method: card.id })).rejects.toMatchObject({
      statusCode: 400,
      param: "payment_method",
    });
    await stripe.invoices.pay(id);
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({
      statusCode: 400,
      message: "Invoice is already paid",
    });
  });
});

describe("payments of an invoice", () => {
  test("are listed by invoice, status and payment intent", async () => {
    const { id, stripe } = await openInvoice();
    const [open] = await paymentsOf(stripe, id);
    const intent = String(open?.payment.payment_intent);
    const list = async (params: Stripe.InvoicePaymentListParams) =>
      (await stripe.invoicePayments.list({ invoice: id, ...params })).data.length;
    expect(await list({ status: "open" })).toBe(1);
    expect(await list({ status: "paid" })).toBe(0);
    expect(await list({ payment: { type: "payment_intent", payment_intent: intent } })).toBe(1);
    expect(await list({ payment: { type: "payment_intent", payment_intent: "pi_none" } })).toBe(0);
    expect(await stripe.invoicePayments.retrieve(open?.id ?? "")).toEqual(open);
  });

  test("can be made by an attached payment intent, in parts and too much", async () => {
    const { customer, id, stripe } = await openInvoice();
    const pay = (amount: number) =>
      stripe.paymentIntents.create({
        customer: customer.id,
        amount,
        currency: "usd",
        confirm: true,
        payment_method: "pm_card_visa",
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      });
    const first = await pay(400);
    const partly = await stripe.invoices.attachPayment(id, { payment_intent: first.id });
    expect(partly).toMatchObject({ status: "open", amount_paid: 400, amount_remaining: 600 });
    const second = await pay(700);
    const paid = await stripe.invoices.attachPayment(id, { payment_intent: second.id });
    expect(paid).toMatchObject({ status: "paid", amount_remaining: 0, amount_overpaid: 100 });
    const owner = await stripe.customers.retrieve(customer.id);
    expect(owner).toMatchObject({ balance: -100 });
    const overpaid = { type: "invoice.overpaid", limit: 10 };
    await expect
      .poll(async () => (await stripe.events.list(overpaid)).data.map(({ data }) => data.object))
      .toContainEqual(expect.objectContaining({ id }));
  });
});

test("an invoice that goes on by itself is tried an hour after it was made final", async () => {
  const { customer, clock, stripe } = await openInvoice();
  await stripe.invoiceItems.create({ customer: customer.id, amount: 700, currency: "usd" });
  const draft = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  const invoice = await stripe.invoices.finalizeInvoice(draft.id, { auto_advance: true });
  expect(invoice).toMatchObject({ status: "open", auto_advance: true });
  await clock.advanceTo(june + day);
  expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("paid");
});
