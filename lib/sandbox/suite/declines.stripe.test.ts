import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { day, itHereOnly, june, openAccount } from "./harness";

const payment = {
  amount: 2000,
  currency: "usd",
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  confirm: true,
} satisfies Stripe.PaymentIntentCreateParams;

describe("a card that is declined", () => {
  const cards = [
    ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"],
    ["pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", undefined],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", undefined],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", undefined],
    ["pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"],
    ["pm_card_radarBlock", "card_declined", "fraudulent"],
  ] as const;
  for (const [card, code, decline_code] of cards) {
    it(`answers 402 with the bank's reason: ${card}`, async () => {
      const { stripe } = await openAccount();
      const attempt = stripe.paymentIntents.create({ ...payment, payment_method: card });
      await expect(attempt).rejects.toMatchObject({
        type: "StripeCardError",
        statusCode: 402,
        code,
        ...(decline_code === undefined ? {} : { decline_code }),
        payment_intent: { status: "requires_payment_method", payment_method: null },
      });
      const [intent] = (await stripe.paymentIntents.list({ limit: 1 })).data;
      expect(intent).toMatchObject({
        amount_received: 0,
        last_payment_error: { type: "card_error", code, payment_method: { type: "card" } },
        status: "requires_payment_method",
      });
      const charge = await stripe.charges.retrieve(String(intent?.latest_charge));
      expect(charge).toMatchObject({
        amount_captured: 0,
        balance_transaction: null,
        failure_code: code,
        paid: false,
        status: "failed",
      });
      expect(charge.failure_message).toBe(intent?.last_payment_error?.message);
    });
  }

  it("cannot be attached", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    await expect(
      stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: id }),
    ).rejects.toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "generic_decline",
    });
  });

  it("after it was attached leaves the first invoice open and the subscription incomplete", async () => {
    const account = await openAccount();
    const customer = await account.customer({ card: "pm_card_chargeCustomerFail" });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(subscription.status).toBe("incomplete");
    const invoice = await account.stripe.invoices.retrieve(String(subscription.latest_invoice), {
      expand: ["payments.data.payment.payment_intent"],
    });
    expect(invoice).toMatchObject({
      amount_paid: 0,
      amount_remaining: 1200,
      attempt_count: 1,
      attempted: true,
      status: "open",
    });
    expect(invoice.payments?.data[0]?.payment.payment_intent).toMatchObject({
      last_payment_error: { code: "card_declined" },
      status: "requires_payment_method",
    });
    await expect(account.stripe.invoices.pay(invoice.id)).rejects.toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
    const visa = await account.stripe.paymentMethods.attach("pm_card_visa", {
      customer: customer.id,
    });
    const paid = await account.stripe.invoices.pay(invoice.id, { payment_method: visa.id });
    expect(paid).toMatchObject({ amount_paid: 1200, status: "paid" });
    const after = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(after.status).toBe("active");
  });

  it("at a renewal makes the subscription past due and the customer delinquent", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: failing.id },
    });
    await clock.advanceTo(june + 31 * day);
    const after = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(after).toMatchObject({
      latest_invoice: { amount_remaining: 1200, attempt_count: 1, status: "open" },
      status: "past_due",
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: true });
  });

  it("that needs its customer is refused in his absence", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const method = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
      customer: id,
    });
    await expect(
      stripe.paymentIntents.create({
        ...payment,
        customer: id,
        off_session: true,
        payment_method: method.id,
      }),
    ).rejects.toMatchObject({
      statusCode: 402,
      code: "authentication_required",
      payment_intent: { status: "requires_payment_method" },
    });
  });
});

describe("card numbers", () => {
  const why = "a real account takes no card numbers unless it was allowed to";
  itHereOnly("that are wrong, expired or no test card's are refused", why, async () => {
    const { stripe } = await openAccount();
    const good = { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" };
    const create = (change: Partial<typeof good>) =>
      stripe.paymentMethods.create({ type: "card", card: { ...good, ...change } });
    const refused: [Partial<typeof good>, string][] = [
      [{ number: "4242424242424241" }, "incorrect_number"],
      [{ exp_month: 13 }, "invalid_expiry_month"],
      [{ exp_year: 2001 }, "invalid_expiry_year"],
      [{ cvc: "12" }, "invalid_cvc"],
      [{ number: "4111111111111111" }, "card_declined"],
    ];
    for (const [change, code] of refused) {
      await expect(create(change)).rejects.toMatchObject({ statusCode: 402, code });
    }
    const made = await create({ number: "4242 4242 4242 4242" });
    expect(made.card).toMatchObject({ brand: "visa", last4: "4242", exp_year: 2040 });
  });
});
