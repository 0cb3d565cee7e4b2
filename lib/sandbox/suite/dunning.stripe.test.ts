import { describe, expect, it } from "vitest";
import { type Account, day, june, openAccount } from "./harness";

const hour = 3600;
const july = june + 30 * day;

describe("a renewal that is declined", () => {
  it("makes the subscription past due and is to be tried again", async () => {
    const { account, clock, subscription } = await failingAccount();
    await clock.advanceTo(july + 2 * hour);
    const late = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(late.status).toBe("past_due");
    expect(late.latest_invoice).toMatchObject({
      amount_due: 1200,
      amount_paid: 0,
      attempt_count: 1,
      attempted: true,
      auto_advance: true,
      status: "open",
    });
    expect(invoiceOf(late.latest_invoice).next_payment_attempt).toBeGreaterThan(july + 2 * hour);
  });

  it("is paid by the next attempt with a card that works", async () => {
    const { account, clock, customer, subscription } = await failingAccount();
    await clock.advanceTo(july + 2 * hour);
    const late = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    const next = invoiceOf(late.latest_invoice).next_payment_attempt ?? 0;
    await giveCard(account, customer, "pm_card_visa");
    await clock.advanceTo(next + 2 * hour);
    const revived = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(revived.status).toBe("active");
    expect(revived.latest_invoice).toMatchObject({
      amount_paid: 1200,
      attempt_count: 2,
      next_payment_attempt: null,
      status: "paid",
    });
  });

  it("is paid by hand with a new card, and the subscription is active again", async () => {
    const { account, clock, customer, subscription } = await failingAccount();
    await clock.advanceTo(july + 2 * hour);
    const late = await account.stripe.subscriptions.retrieve(subscription.id);
    const method = await giveCard(account, customer, "pm_card_mastercard");
    const paid = await account.stripe.invoices.pay(String(late.latest_invoice), {
      payment_method: method,
    });
    expect(paid).toMatchObject({ amount_paid: 1200, amount_remaining: 0, status: "paid" });
    const revived = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(revived.status).toBe("active");
  });

  it("is tried four times in all, then the subscription is canceled for it", async () => {
    const { account, clock, subscription } = await failingAccount();
    await clock.advanceTo(july + 10 * day);
    const late = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(late.status).toBe("past_due");
    await clock.advanceTo(july + 16 * day);
    const ended = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(ended).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
    });
    expect(ended.latest_invoice).toMatchObject({
      attempt_count: 4,
      next_payment_attempt: null,
      status: "open",
    });
  });
});

describe("a renewal without a payment method", () => {
  it("is not tried again, and the subscription stays past due", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock, card: null });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price, { trial_end: july });
    await clock.advanceTo(july + 20 * day);
    const late = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(late.status).toBe("past_due");
    expect(late.latest_invoice).toMatchObject({
      amount_due: 1200,
      attempt_count: 1,
      attempted: true,
      next_payment_attempt: null,
      status: "open",
    });
    await giveCard(account, customer.id, "pm_card_visa");
    await account.stripe.invoices.pay(invoiceOf(late.latest_invoice).id);
    const revived = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(revived.status).toBe("active");
  });
});

async function failingAccount() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, price);
  await giveCard(account, customer.id, "pm_card_chargeCustomerFail");
  return { account, clock, customer: customer.id, subscription };
}

async function giveCard({ stripe }: Account, customer: string, card: string): Promise<string> {
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  return id;
}

function invoiceOf<T extends object>(reference: string | T | null): T {
  if (reference === null || typeof reference === "string") throw new Error("Not expanded.");
  return reference;
}
