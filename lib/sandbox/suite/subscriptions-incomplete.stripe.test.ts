import { describe, expect, test } from "vitest";
import { day, june, openAccount } from "./harness";

async function open(card: string | null) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock, card });
  const month = await account.price({ unit_amount: 3000, interval: "month" });
  return { ...account, clock, customer, month };
}

describe("a first payment", () => {
  test("that is declined leaves the subscription incomplete, its invoice open and not tried again", async () => {
    const { customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const subscription = await account.subscribe(customer, month, { expand: ["latest_invoice"] });
    expect(subscription).toMatchObject({
      latest_invoice: {
        amount_remaining: 3000,
        attempted: true,
        next_payment_attempt: null,
        status: "open",
      },
      status: "incomplete",
    });
  });

  test("that needs 3-D Secure leaves the subscription incomplete too", async () => {
    const { customer, month, ...account } = await open("pm_card_authenticationRequired");
    const subscription = await account.subscribe(customer, month);
    expect(subscription.status).toBe("incomplete");
  });

  test("that comes later makes it active", async () => {
    const { stripe, customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const { id, latest_invoice } = await account.subscribe(customer, month);
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await stripe.invoices.pay(String(latest_invoice), { payment_method: good.id });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("with error_if_incomplete is answered 402 and nothing is made", async () => {
    const { stripe, customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const create = () =>
      account.subscribe(customer, month, { payment_behavior: "error_if_incomplete" });
    await expect(create()).rejects.toMatchObject({
      code: "card_declined",
      statusCode: 402,
      type: "StripeCardError",
    });
    const secure = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
      customer: customer.id,
    });
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: secure.id },
    });
    await expect(create()).rejects.toMatchObject({
      code: "subscription_payment_intent_requires_action",
      statusCode: 402,
    });
    const all = { customer: customer.id, status: "all" } as const;
    expect((await stripe.subscriptions.list(all)).data).toEqual([]);
    expect((await stripe.invoices.list({ customer: customer.id })).data).toEqual([]);
  });

  test("without a payment method is refused, unless it may wait", async () => {
    const { customer, month, ...account } = await open(null);
    await expect(account.subscribe(customer, month)).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 400,
    });
    const waiting = await account.subscribe(customer, month, {
      payment_behavior: "default_incomplete",
      expand: ["latest_invoice.confirmation_secret"],
    });
    expect(waiting).toMatchObject({
      latest_invoice: {
        attempted: false,
        confirmation_secret: { client_secret: expect.any(String) },
        status: "open",
      },
      status: "incomplete",
    });
  });

  test("with default_incomplete waits even where there is a payment method, and can be kept", async () => {
    const { stripe, customer, month, ...account } = await open("pm_card_visa");
    const { id, latest_invoice, status } = await account.subscribe(customer, month, {
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
    });
    expect(status).toBe("incomplete");
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", {
      customer: customer.id,
    });
    await stripe.invoices.pay(String(latest_invoice), { payment_method: other.id });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      default_payment_method: other.id,
      status: "active",
    });
  });

  test("with default_incomplete and nothing to pay is not waited for", async () => {
    const { customer, ...account } = await open("pm_card_visa");
    const free = await account.price({ unit_amount: 0, interval: "month" });
    const subscription = await account.subscribe(customer, free, {
      payment_behavior: "default_incomplete",
    });
    expect(subscription.status).toBe("active");
  });
});

describe("an incomplete subscription", () => {
  test("expires after 23 hours, its invoice void", async () => {
    const { stripe, clock, customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const { id } = await account.subscribe(customer, month);
    await clock.advanceTo(june + day);
    expect(await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      latest_invoice: { status: "void" },
      status: "incomplete_expired",
    });
  });

  test("expires when its invoice is voided", async () => {
    const { stripe, customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const { id, latest_invoice } = await account.subscribe(customer, month);
    await stripe.invoices.voidInvoice(String(latest_invoice));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("incomplete_expired");
  });

  test("takes metadata and another payment method, but no other change", async () => {
    const { stripe, customer, month, ...account } = await open("pm_card_chargeCustomerFail");
    const { id, items } = await account.subscribe(customer, month);
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const updated = await stripe.subscriptions.update(id, {
      default_payment_method: good.id,
      metadata: { a: "1" },
    });
    expect(updated).toMatchObject({ metadata: { a: "1" }, status: "incomplete" });
    await expect(
      stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? "", quantity: 2 }] }),
    ).rejects.toMatchObject({ param: "items", statusCode: 400 });
  });
});
