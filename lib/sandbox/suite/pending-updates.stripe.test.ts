import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

/** A subscription in the middle of its month whose next payment fails. */
async function failing() {
  const account = await openAccount();
  const { stripe } = account;
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const month = await account.price({ unit_amount: 3000, interval: "month" });
  const dear = await account.price({ unit_amount: 9000, interval: "month" });
  const subscription = await account.subscribe(customer, month);
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  const good = customer.invoice_settings.default_payment_method;
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: bad.id },
  });
  await clock.advanceTo(june + 15 * day);
  const { id } = subscription;
  const item = itemOf(subscription);
  const upgrade = () =>
    stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: dear.id }],
      payment_behavior: "pending_if_incomplete",
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
  return { ...account, clock, customer, month, dear, id, item, good: String(good), upgrade };
}

describe("pending_if_incomplete", () => {
  test("leaves the subscription as it is until its invoice is paid", async () => {
    const { month, dear, upgrade } = await failing();
    const waiting = await upgrade();
    expect(waiting).toMatchObject({
      latest_invoice: { amount_remaining: 3000, status: "open" },
      pending_update: {
        billing_cycle_anchor: null,
        expires_at: june + 15 * day + 23 * 3600,
        subscription_items: [{ price: { id: dear.id } }],
        trial_end: null,
      },
      status: "active",
    });
    expect(itemOf(waiting).price.id).toBe(month.id);
  });

  test("carries the update out when the invoice is paid", async () => {
    const { stripe, dear, good, id, upgrade } = await failing();
    const { latest_invoice: invoice } = await upgrade();
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    await stripe.invoices.pay(invoice.id, { payment_method: good });
    const updated = await stripe.subscriptions.retrieve(id);
    expect(updated).toMatchObject({ pending_update: null, status: "active" });
    expect(itemOf(updated).price.id).toBe(dear.id);
  });

  test("redeems a coupon that counts once for the invoice alone", async () => {
    const { stripe, item, good, id, dear } = await failing();
    const coupon = await stripe.coupons.create({
      amount_off: 1000,
      currency: "usd",
      duration: "once",
    });
    const waiting = await stripe.subscriptions.update(id, {
      discounts: [{ coupon: coupon.id }],
      items: [{ id: item.id, price: dear.id }],
      payment_behavior: "pending_if_incomplete",
      proration_behavior: "always_invoice",
    });
    expect(waiting.discounts).toEqual([]);
    const invoice = await stripe.invoices.retrieve(String(waiting.latest_invoice));
    await stripe.invoices.pay(invoice.id, { payment_method: good });
    const updated = await stripe.subscriptions.retrieve(id);
    expect(itemOf(updated).price.id).toBe(dear.id);
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
  });

  test("carries it out at once when the payment succeeds", async () => {
    const { stripe, customer, dear, good, upgrade } = await failing();
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: good },
    });
    const updated = await upgrade();
    expect(updated).toMatchObject({
      latest_invoice: { amount_paid: 3000 },
      pending_update: null,
    });
    expect(itemOf(updated).price.id).toBe(dear.id);
  });

  test("gives the update up and voids its invoice after 23 hours", async () => {
    const { stripe, clock, month, id, upgrade } = await failing();
    const { latest_invoice: invoice } = await upgrade();
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    await clock.advanceTo(june + 16 * day);
    const after = await stripe.subscriptions.retrieve(id);
    expect(after).toMatchObject({ pending_update: null, status: "active" });
    expect(itemOf(after).price.id).toBe(month.id);
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("void");
  });

  test("gives the update up when its invoice is voided", async () => {
    const { stripe, month, id, upgrade } = await failing();
    const { latest_invoice: invoice } = await upgrade();
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    await stripe.invoices.voidInvoice(invoice.id);
    const after = await stripe.subscriptions.retrieve(id);
    expect(after).toMatchObject({ pending_update: null, status: "active" });
    expect(itemOf(after).price.id).toBe(month.id);
  });

  test("is replaced by the next change of the same kind", async () => {
    const { stripe, item, id, upgrade } = await failing();
    const { latest_invoice: invoice } = await upgrade();
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    const changed = await stripe.subscriptions.update(id, {
      items: [{ id: item.id, quantity: 2 }],
    });
    expect(changed.pending_update).toBeNull();
    expect(itemOf(changed).quantity).toBe(2);
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("void");
  });

  test("waits with an item that is added by itself", async () => {
    const { stripe, id, ...account } = await failing();
    const seats = await account.price({ unit_amount: 900, interval: "month" });
    const added = await stripe.subscriptionItems.create({
      payment_behavior: "pending_if_incomplete",
      price: seats.id,
      proration_behavior: "always_invoice",
      subscription: id,
    });
    expect(added).toMatchObject({ price: { id: seats.id } });
    const waiting = await stripe.subscriptions.retrieve(id);
    expect(waiting.items.data).toHaveLength(1);
    expect(waiting.pending_update?.subscription_items).toHaveLength(2);
  });

  test("is refused with what cannot wait, and for invoices that are sent", async () => {
    const { stripe, customer, month, id, ...account } = await failing();
    await expect(
      stripe.subscriptions.update(id, {
        description: "x",
        payment_behavior: "pending_if_incomplete",
      }),
    ).rejects.toMatchObject({ param: "description", statusCode: 400 });
    const sent = await account.subscribe(customer, month, {
      collection_method: "send_invoice",
      days_until_due: 3,
    });
    await expect(
      stripe.subscriptions.update(sent.id, { payment_behavior: "pending_if_incomplete" }),
    ).rejects.toMatchObject({ param: "payment_behavior", statusCode: 400 });
  });
});
