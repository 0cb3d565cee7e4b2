import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

async function pay(stripe: Stripe, amount = 2000, card = "pm_card_visa") {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "usd",
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    confirm: true,
    description: "Order 7",
    payment_method: card,
  });
  return { intent: intent.id, charge: String(intent.latest_charge) };
}

describe("charges", () => {
  it("have a receipt, an outcome and what Stripe keeps of them", async () => {
    const { stripe } = await openAccount();
    const { charge: id, intent } = await pay(stripe);
    const charge = await stripe.charges.retrieve(id, { expand: ["balance_transaction"] });
    expect(charge.receipt_url).toMatch(/^https?:/);
    expect(charge).toMatchObject({
      amount_refunded: 0,
      disputed: false,
      failure_code: null,
      payment_intent: intent,
      refunded: false,
    });
    const moved = charge.balance_transaction;
    if (moved === null || typeof moved === "string") throw new Error("Not expanded.");
    expect(moved.net).toBe(moved.amount - moved.fee);
    expect(moved).toMatchObject({ amount: 2000, currency: "usd", source: id, status: "pending" });
    const list = await stripe.balanceTransactions.list({ source: id });
    expect(list.data.map((transaction) => transaction.id)).toEqual([moved.id]);
  });

  it("are updated and listed by intent and customer", async () => {
    const { stripe } = await openAccount();
    const { charge, intent } = await pay(stripe);
    const updated = await stripe.charges.update(charge, {
      description: "Order 8",
      metadata: { k: "v" },
      receipt_email: "ada@example.com",
    });
    expect(updated).toMatchObject({ description: "Order 8", metadata: { k: "v" } });
    const list = await stripe.charges.list({ payment_intent: intent });
    expect(list.data.map(({ id }) => id)).toEqual([charge]);
  });

  it("of money that is available at once say so", async () => {
    const { stripe } = await openAccount();
    const { charge } = await pay(stripe, 5000, "pm_card_bypassPending");
    const { balance_transaction: moved } = await stripe.charges.retrieve(charge, {
      expand: ["balance_transaction"],
    });
    expect(moved).toMatchObject({ amount: 5000, status: "available" });
  });

  it("of tokens and customers need no intent", async () => {
    const { stripe, customer } = await openAccount();
    const charge = await stripe.charges.create({
      amount: 1500,
      currency: "usd",
      source: "tok_visa",
      description: "By token",
    });
    expect(charge).toMatchObject({
      amount: 1500,
      payment_intent: null,
      source: { object: "card", brand: "Visa", last4: "4242" },
      status: "succeeded",
    });
    const { id } = await customer({ card: null, source: "tok_mastercard" });
    const own = await stripe.charges.create({ amount: 700, currency: "usd", customer: id });
    expect(own).toMatchObject({ customer: id, source: { brand: "MasterCard" } });
    await expect(
      stripe.charges.create({ amount: 700, currency: "usd", source: "tok_chargeDeclined" }),
    ).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    await expect(stripe.charges.create({ amount: 700, currency: "usd" })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe("refunds", () => {
  it("give back a part, then the rest, and no more", async () => {
    const { stripe } = await openAccount();
    const { charge, intent } = await pay(stripe);
    const part = await stripe.refunds.create({
      charge,
      amount: 500,
      reason: "requested_by_customer",
      metadata: { k: "v" },
      expand: ["balance_transaction"],
    });
    expect(part).toMatchObject({
      amount: 500,
      balance_transaction: { amount: -500, net: -500, type: "refund" },
      charge,
      payment_intent: intent,
      reason: "requested_by_customer",
      status: "succeeded",
    });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({
      amount_refunded: 500,
      refunded: false,
    });
    await expect(stripe.refunds.create({ charge, amount: 1501 })).rejects.toMatchObject({
      statusCode: 400,
      param: "amount",
      message: "Refund amount ($15.01) is greater than unrefunded amount on charge ($15.00)",
    });
    const rest = await stripe.refunds.create({ payment_intent: intent });
    expect(rest.amount).toBe(1500);
    const after = await stripe.charges.retrieve(charge, { expand: ["refunds"] });
    expect(after).toMatchObject({ amount_refunded: 2000, refunded: true });
    expect(after.refunds?.data.map(({ id }) => id)).toEqual([rest.id, part.id]);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({
      statusCode: 400,
      code: "charge_already_refunded",
    });
  });

  it("are updated and listed", async () => {
    const { stripe } = await openAccount();
    const { charge, intent } = await pay(stripe);
    const { id } = await stripe.refunds.create({ payment_intent: intent, amount: 100 });
    const updated = await stripe.refunds.update(id, { metadata: { order: "7" } });
    expect(updated.metadata).toEqual({ order: "7" });
    for (const filter of [{ charge }, { payment_intent: intent }]) {
      const list = await stripe.refunds.list(filter);
      expect(list.data.map((refund) => refund.id)).toEqual([id]);
    }
    await expect(stripe.refunds.cancel(id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it("are refused for what was not charged", async () => {
    const { stripe } = await openAccount();
    await expect(stripe.refunds.create({})).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.refunds.create({ charge: "ch_none" })).rejects.toMatchObject({
      code: "resource_missing",
      param: "charge",
    });
    const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: "usd" });
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
