import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

async function subscribed() {
  const account = await openAccount();
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, price);
  return { ...account, customer, price, subscription };
}

describe("expand", () => {
  it("puts objects in the place of ids, through lists and objects, up to four levels", async () => {
    const { stripe, subscription, customer } = await subscribed();
    const found = await stripe.subscriptions.retrieve(subscription.id, {
      expand: [
        "customer.invoice_settings.default_payment_method",
        "latest_invoice",
        "items.data.price.product",
      ],
    });
    expect(found).toMatchObject({
      customer: {
        id: customer.id,
        invoice_settings: { default_payment_method: { card: { last4: "4242" } } },
      },
      latest_invoice: { object: "invoice", amount_paid: 1200 },
      items: { data: [{ price: { product: { object: "product" } } }] },
    });
  });

  it("works on lists below data, and on what a POST answers", async () => {
    const { stripe, subscription } = await subscribed();
    const list = await stripe.subscriptions.list({ expand: ["data.customer"], limit: 1 });
    expect(list.data[0]?.customer).toMatchObject({ object: "customer" });
    const updated = await stripe.subscriptions.update(subscription.id, {
      metadata: { a: "1" },
      expand: ["customer"],
    });
    expect(updated.customer).toMatchObject({ object: "customer" });
  });

  it("leaves null what is null", async () => {
    const { stripe, subscription } = await subscribed();
    const found = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ["schedule", "pending_setup_intent"],
    });
    expect(found).toMatchObject({ schedule: null, pending_setup_intent: null });
  });

  it("includes what is only there when asked for", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.products.create({ name: "Tiered" });
    const price = await stripe.prices.create({
      currency: "usd",
      product: id,
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: [
        { up_to: 5, unit_amount: 100 },
        { up_to: "inf", unit_amount: 50 },
      ],
    });
    expect("tiers" in price).toBe(false);
    const full = await stripe.prices.retrieve(price.id, { expand: ["tiers"] });
    expect(full.tiers?.map((tier) => tier.up_to)).toEqual([5, null]);
  });

  it.each([
    ["data.items.data.price.product", "You cannot expand more than 4 levels of a property."],
    ["customer", "You may want to try expanding 'data.customer' instead."],
    ["data.metadata", "This property cannot be expanded (data.metadata)."],
    ["data.nonsense", "This property cannot be expanded (data.nonsense)."],
    ["data.constructor", "This property cannot be expanded (data.constructor)."],
    ["data.__proto__.x", "This property cannot be expanded"],
  ])("refuses %s", async (path, reason) => {
    const { stripe } = await subscribed();
    const attempt = stripe.subscriptions.list({ expand: [path] });
    await expect(attempt).rejects.toThrow(reason);
    await expect(attempt).rejects.toMatchObject({ statusCode: 400 });
  });
});
