import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { day, june, openAccount } from "./harness";

async function openCustomer() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  return { ...account, clock, customer: customer.id };
}

describe("an invoice item", () => {
  test("of an amount waits for the customer's next invoice", async () => {
    const { stripe, customer } = await openCustomer();
    const item = await stripe.invoiceItems.create({
      customer,
      amount: 1099,
      currency: "usd",
      description: "T-shirt",
      metadata: { size: "m" },
    });
    expect(item).toMatchObject({
      object: "invoiceitem",
      amount: 1099,
      currency: "usd",
      customer,
      date: june,
      description: "T-shirt",
      discountable: true,
      discounts: [],
      invoice: null,
      metadata: { size: "m" },
      parent: null,
      period: { start: june, end: june },
      proration: false,
      quantity: 1,
      tax_rates: [],
    });
    expect(String(item.pricing?.unit_amount_decimal)).toBe("1099");
  });

  test("of a price costs its quantity of it, and is described by the product", async () => {
    const { stripe, customer, price } = await openCustomer();
    const product = await stripe.products.create({ name: "Mug" });
    const mug = await price({ unit_amount: 750, product: product.id });
    const item = await stripe.invoiceItems.create({
      customer,
      pricing: { price: mug.id },
      quantity: 3,
    });
    expect(item).toMatchObject({
      amount: 2250,
      quantity: 3,
      description: "Mug",
      pricing: { type: "price_details", price_details: { price: mug.id, product: product.id } },
    });
  });

  test("of a decimal unit amount is rounded once", async () => {
    const { stripe, customer } = await openCustomer();
    const item = await stripe.invoiceItems.create({
      customer,
      currency: "usd",
      unit_amount_decimal: Stripe.Decimal.from("33.35"),
      quantity: 10,
    });
    expect(item.amount).toBe(334);
  });

  test("of a price made in place is taxed as that says", async () => {
    const { stripe, customer } = await openCustomer();
    const { id: product } = await stripe.products.create({ name: "Setup" });
    const item = await stripe.invoiceItems.create({
      customer,
      price_data: { currency: "usd", product, unit_amount: 5000, tax_behavior: "exclusive" },
      expand: ["pricing.price_details.price"],
    });
    expect(item.amount).toBe(5000);
    expect(item.pricing?.price_details?.price).toMatchObject({
      active: false,
      type: "one_time",
      tax_behavior: "exclusive",
    });
  });

  test("below zero is a credit that no discount touches", async () => {
    const { stripe, customer } = await openCustomer();
    const item = await stripe.invoiceItems.create({ customer, amount: -300, currency: "usd" });
    expect(item).toMatchObject({ amount: -300, discountable: false, net_amount: -300 });
  });

  test("is refused without an amount, with two, and with a recurring price", async () => {
    const { stripe, customer, price } = await openCustomer();
    const monthly = await price({ unit_amount: 100, interval: "month" });
    const create = stripe.invoiceItems.create.bind(stripe.invoiceItems);
    await expect(create({ customer })).rejects.toMatchObject({ statusCode: 400 });
    await expect(create({ amount: 5, currency: "usd" })).rejects.toMatchObject({
      statusCode: 400,
      param: "customer",
    });
    await expect(
      create({
        customer,
        currency: "usd",
        amount: 5,
        unit_amount_decimal: Stripe.Decimal.from("5"),
      }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(create({ customer, pricing: { price: monthly.id } })).rejects.toMatchObject({
      statusCode: 400,
      param: "pricing[price]",
    });
    await expect(
      create({ customer, amount: 5, currency: "usd", period: { start: june, end: june - 1 } }),
    ).rejects.toMatchObject({ statusCode: 400, param: "period[end]" });
  });

  test("can be changed and deleted as long as it waits", async () => {
    const { stripe, customer } = await openCustomer();
    const { id } = await stripe.invoiceItems.create({ customer, amount: 100, currency: "usd" });
    const item = await stripe.invoiceItems.update(id, {
      amount: 250,
      description: "More",
      period: { start: june, end: june + 30 * day },
    });
    expect(item).toMatchObject({
      amount: 250,
      description: "More",
      period: { start: june, end: june + 30 * day },
    });
    expect(await stripe.invoiceItems.del(id)).toMatchObject({ id, deleted: true });
    await expect(stripe.invoiceItems.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("on a draft changes the draft, and leaves it when it is deleted", async () => {
    const { stripe, customer } = await openCustomer();
    const { id: invoice } = await stripe.invoices.create({ customer });
    const item = await stripe.invoiceItems.create({
      customer,
      invoice,
      amount: 400,
      currency: "usd",
    });
    const total = async () => (await stripe.invoices.retrieve(invoice)).total;
    expect(item.invoice).toBe(invoice);
    expect(await total()).toBe(400);
    await stripe.invoiceItems.update(item.id, { amount: 500 });
    expect(await total()).toBe(500);
    await stripe.invoiceItems.del(item.id);
    expect(await total()).toBe(0);
  });

  test("on a final invoice can no longer be changed or deleted", async () => {
    const { stripe, customer } = await openCustomer();
    const item = await stripe.invoiceItems.create({ customer, amount: 400, currency: "usd" });
    const { id } = await stripe.invoices.create({
      customer,
      pending_invoice_items_behavior: "include",
    });
    await stripe.invoices.finalizeInvoice(id);
    const refusal = { statusCode: 400, code: "invoice_not_editable" };
    await expect(stripe.invoiceItems.update(item.id, { amount: 5 })).rejects.toMatchObject(refusal);
    await expect(stripe.invoiceItems.del(item.id)).rejects.toMatchObject(refusal);
  });

  test("with a discount and a tax rate of its own brings them to the invoice", async () => {
    const { stripe, customer } = await openCustomer();
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once" });
    const rate = await stripe.taxRates.create({
      display_name: "VAT",
      percentage: 20,
      inclusive: false,
    });
    await stripe.invoiceItems.create({
      customer,
      amount: 1000,
      currency: "usd",
      discounts: [{ coupon: coupon.id }],
      tax_rates: [rate.id],
    });
    const invoice = await stripe.invoices.create({
      customer,
      pending_invoice_items_behavior: "include",
    });
    expect(invoice).toMatchObject({ subtotal: 900, total: 1080, total_excluding_tax: 900 });
    expect(invoice.total_taxes).toMatchObject([
      { amount: 180, taxable_amount: 900, tax_rate_details: { tax_rate: rate.id } },
    ]);
  });

  test("is listed by customer, invoice and whether it waits", async () => {
    const { stripe, customer } = await openCustomer();
    const billed = await stripe.invoiceItems.create({ customer, amount: 100, currency: "usd" });
    const { id: invoice } = await stripe.invoices.create({
      customer,
      pending_invoice_items_behavior: "include",
    });
    const waiting = await stripe.invoiceItems.create({ customer, amount: 200, currency: "usd" });
    const list = async (params: object) =>
      (await stripe.invoiceItems.list({ customer, ...params })).data.map(({ id }) => id);
    expect(await list({})).toEqual([waiting.id, billed.id]);
    expect(await list({ pending: true })).toEqual([waiting.id]);
    expect(await list({ pending: false })).toEqual([billed.id]);
    expect(await list({ invoice })).toEqual([billed.id]);
  });

  test("of no subscription comes with the next invoice of any", async () => {
    const { stripe, customer, clock, price, subscribe } = await openCustomer();
    const monthly = await price({ unit_amount: 1200, interval: "month" });
    const subscription = await subscribe(customer, monthly);
    await stripe.invoiceItems.create({ customer, amount: 300, currency: "usd" });
    await clock.advanceTo(june + 30 * day + 7200);
    const [renewal] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(renewal).toMatchObject({ billing_reason: "subscription_cycle", total: 1500 });
  });
});
