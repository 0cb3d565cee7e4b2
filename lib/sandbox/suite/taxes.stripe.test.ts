import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Account, day, itemOf, itHereOnly, june, openAccount } from "./harness";

async function latestOf(account: Account, subscription: string): Promise<Stripe.Invoice> {
  const { latest_invoice: invoice } = await account.stripe.subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  if (invoice === null || typeof invoice === "string") throw new Error("There is no invoice.");
  return invoice;
}

function taxRate(account: Account, percentage: number, inclusive = false) {
  return account.stripe.taxRates.create({ display_name: "Tax", percentage, inclusive });
}

/** The first invoice of a subscription to one price. */
async function invoiceOf(
  account: Account,
  amount: number,
  params: Omit<Stripe.SubscriptionCreateParams, "customer" | "items">,
  customer: Parameters<Account["customer"]>[0] = {},
): Promise<Stripe.Invoice> {
  const owner = await account.customer(customer);
  const price = await account.price({ unit_amount: amount, interval: "month" });
  const subscription = await account.subscribe(owner, price, params);
  return latestOf(account, subscription.id);
}

function taxAmounts(invoice: Stripe.Invoice): number[][] {
  return invoice.lines.data.map((line) => (line.taxes ?? []).map(({ amount }) => amount));
}

describe("tax rates", () => {
  it("exclusive: 20% of 2000 come on top, 2400", async () => {
    const account = await openAccount();
    const rate = await taxRate(account, 20);
    const invoice = await invoiceOf(account, 2000, { default_tax_rates: [rate.id] });
    expect(invoice).toMatchObject({
      amount_paid: 2400,
      subtotal: 2000,
      subtotal_excluding_tax: 2000,
      total: 2400,
      total_excluding_tax: 2000,
      total_taxes: [
        {
          amount: 400,
          tax_behavior: "exclusive",
          tax_rate_details: { tax_rate: rate.id },
          taxable_amount: 2000,
          type: "tax_rate_details",
        },
      ],
    });
    expect(invoice.default_tax_rates).toMatchObject([{ id: rate.id, percentage: 20 }]);
  });

  it("inclusive: 1200 contain 20%, 200 of tax on 1000", async () => {
    const account = await openAccount();
    const rate = await taxRate(account, 20, true);
    const invoice = await invoiceOf(account, 1200, { default_tax_rates: [rate.id] });
    expect(invoice).toMatchObject({
      subtotal: 1200,
      subtotal_excluding_tax: 1000,
      total: 1200,
      total_excluding_tax: 1000,
      total_taxes: [{ amount: 200, tax_behavior: "inclusive", taxable_amount: 1000 }],
    });
  });

  it("two exclusive: 999 with 7.25% and 1.5% are 72 (72.43) and 15 (14.99), 1086", async () => {
    const account = await openAccount();
    const [state, city] = [await taxRate(account, 7.25), await taxRate(account, 1.5)];
    const invoice = await invoiceOf(account, 999, { default_tax_rates: [state.id, city.id] });
    expect(taxAmounts(invoice)).toEqual([[72, 15]]);
    expect(invoice.total).toBe(1086);
  });

  it("inclusive and exclusive together: 1200 contain 200, and 10% of 1000 come on top, 1300", async () => {
    const account = await openAccount();
    const [inside, outside] = [await taxRate(account, 20, true), await taxRate(account, 10)];
    const invoice = await invoiceOf(account, 1200, {
      default_tax_rates: [inside.id, outside.id],
    });
    expect(taxAmounts(invoice)).toEqual([[200, 100]]);
    expect(invoice).toMatchObject({ total: 1300, total_excluding_tax: 1000 });
  });

  it("are rounded per line: twice 10% of 333 is 33 + 33, not 67", async () => {
    const account = await openAccount();
    const rate = await taxRate(account, 10);
    const customer = await account.customer();
    const first = await account.price({ unit_amount: 333, interval: "month" });
    const second = await account.price({ unit_amount: 333, interval: "month" });
    const subscription = await account.subscribe(
      customer,
      [{ price: first.id }, { price: second.id }],
      { default_tax_rates: [rate.id] },
    );
    const invoice = await latestOf(account, subscription.id);
    expect(taxAmounts(invoice)).toEqual([[33], [33]]);
    expect(invoice.total).toBe(732);
  });

  it("of an item replace the default ones: 20% of 1000 and 5% of 2000, 3300", async () => {
    const account = await openAccount();
    const [usual, low] = [await taxRate(account, 20), await taxRate(account, 5)];
    const customer = await account.customer();
    const first = await account.price({ unit_amount: 1000, interval: "month" });
    const second = await account.price({ unit_amount: 2000, interval: "month" });
    const subscription = await account.subscribe(
      customer,
      [{ price: first.id }, { price: second.id, tax_rates: [low.id] }],
      { default_tax_rates: [usual.id] },
    );
    const invoice = await latestOf(account, subscription.id);
    expect(invoice.total).toBe(3300);
    expect(invoice.total_taxes?.map(({ amount }) => amount).sort()).toEqual([100, 200]);
  });

  it("are on what discounts leave: 2000 - 25% = 1500, + 20% = 1800", async () => {
    const account = await openAccount();
    const rate = await taxRate(account, 20);
    const coupon = await account.stripe.coupons.create({ percent_off: 25, duration: "once" });
    const invoice = await invoiceOf(account, 2000, {
      default_tax_rates: [rate.id],
      discounts: [{ coupon: coupon.id }],
    });
    expect(invoice).toMatchObject({
      subtotal: 2000,
      total: 1800,
      total_excluding_tax: 1500,
      total_taxes: [{ amount: 300, taxable_amount: 1500 }],
    });
  });

  it("go with prorations: -600 - 120, 2400 + 480, 2160", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const rate = await taxRate(account, 20);
    const subscription = await account.subscribe(customer, starter, {
      default_tax_rates: [rate.id],
    });
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(taxAmounts(invoice)).toEqual([[-120], [480]]);
    expect(invoice).toMatchObject({ amount_paid: 2160, subtotal: 1800 });
  });

  it("go back with what was billed with them: -600, nothing billed with it; 2400 + 480, 2280", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const rate = await taxRate(account, 20);
    const subscription = await account.subscribe(customer, starter);
    await clock.advanceTo(june + 15 * day);
    await account.stripe.subscriptions.update(subscription.id, {
      default_tax_rates: [rate.id],
      items: [{ id: itemOf(subscription).id, price: pro.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestOf(account, subscription.id);
    expect(taxAmounts(invoice)).toEqual([[], [480]]);
    expect(invoice).toMatchObject({ amount_paid: 2280, subtotal: 1800 });
  });

  it("of a debit that waits are those of its credit: 2400 + 480 and -2400 - 480 are 0", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const starter = await account.price({ unit_amount: 1200, interval: "month" });
    const pro = await account.price({ unit_amount: 4800, interval: "month" });
    const rate = await taxRate(account, 20);
    const subscription = await account.subscribe(customer, starter, {
      default_tax_rates: [rate.id],
    });
    await clock.advanceTo(june + 15 * day);
    for (const price of [pro.id, starter.id]) {
      const items = [{ id: itemOf(subscription).id, price }];
      await account.stripe.subscriptions.update(subscription.id, { items });
    }
    const next = await account.stripe.invoices.createPreview({ subscription: subscription.id });
    expect(next).toMatchObject({ subtotal: 1200, total: 1440 });
  });
});

describe("a customer's exemption", () => {
  it.each([
    ["exempt", "customer_exempt"],
    ["reverse", "reverse_charge"],
  ] as const)(
    "%s: 2000 stay 2000, the rate is named with an amount of 0",
    async (exempt, reason) => {
      const account = await openAccount();
      const rate = await taxRate(account, 20);
      const params = { default_tax_rates: [rate.id] };
      const invoice = await invoiceOf(account, 2000, params, { tax_exempt: exempt });
      expect(invoice).toMatchObject({ customer_tax_exempt: exempt, total: 2000 });
      expect(invoice.total_taxes).toMatchObject([{ amount: 0, taxability_reason: reason }]);
    },
  );
});

describe("automatic tax", () => {
  const reason = "it needs registrations in the dashboard's tax settings";
  const germany = { country: "DE", line1: "Hauptstr. 1", postal_code: "10115", city: "Berlin" };

  itHereOnly("is the place's: 19% of 1000 in Germany, 1190", reason, async () => {
    const account = await openAccount();
    const params = { automatic_tax: { enabled: true } };
    const invoice = await invoiceOf(account, 1000, params, { address: germany });
    expect(invoice).toMatchObject({
      automatic_tax: { enabled: true, liability: { type: "self" }, status: "complete" },
      total: 1190,
      total_taxes: [{ amount: 190, taxability_reason: "standard_rated" }],
    });
    const rate = invoice.total_taxes?.[0]?.tax_rate_details?.tax_rate ?? "";
    expect(await account.stripe.taxRates.retrieve(rate)).toMatchObject({
      id: rate,
      country: "DE",
      inclusive: false,
      percentage: 19,
      tax_type: "vat",
    });
  });

  itHereOnly("is inside a price that includes it: 1190 contain 190", reason, async () => {
    const account = await openAccount();
    const customer = await account.customer({ address: germany });
    const price = await account.price({
      unit_amount: 1190,
      interval: "month",
      tax_behavior: "inclusive",
    });
    const subscription = await account.subscribe(customer, price, {
      automatic_tax: { enabled: true },
    });
    const invoice = await latestOf(account, subscription.id);
    expect(invoice).toMatchObject({ total: 1190, total_excluding_tax: 1000 });
  });

  itHereOnly(
    "is the state's in the United States: 7.25% of 1000 in California, 1073",
    reason,
    async () => {
      const account = await openAccount();
      const address = { country: "US", state: "CA", postal_code: "94103" };
      const params = { automatic_tax: { enabled: true } };
      const invoice = await invoiceOf(account, 1000, params, { address });
      expect(invoice.total).toBe(1073);
    },
  );

  itHereOnly("asks for the place in a preview without one", reason, async () => {
    const account = await openAccount();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const preview = (customer_details: Stripe.InvoiceCreatePreviewParams.CustomerDetails) =>
      account.stripe.invoices.createPreview({
        automatic_tax: { enabled: true },
        customer_details,
        subscription_details: { items: [{ price: price.id }] },
      });
    const nowhere = await preview({ tax_exempt: "none" });
    expect(nowhere).toMatchObject({
      automatic_tax: { status: "requires_location_inputs" },
      customer: null,
      total: 1000,
    });
    const there = await preview({ address: germany });
    expect(there).toMatchObject({ automatic_tax: { status: "complete" }, total: 1190 });
    const business = await preview({
      address: germany,
      tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
    });
    expect(business.total_taxes).toMatchObject([
      { amount: 0, taxability_reason: "reverse_charge" },
    ]);
  });
});

describe("automatic tax of a customer who is nowhere", () => {
  const refused = { statusCode: 400, code: "customer_tax_location_invalid" };

  it("is refused to subscriptions, and shown as such by previews", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const automatic_tax = { enabled: true };
    const created = account.subscribe(customer, price, { automatic_tax });
    await expect(created).rejects.toMatchObject(refused);
    const { id } = await account.subscribe(customer, price);
    await expect(stripe.subscriptions.update(id, { automatic_tax })).rejects.toMatchObject(refused);
    const preview = await stripe.invoices.createPreview({ subscription: id, automatic_tax });
    expect(preview).toMatchObject({
      automatic_tax: { enabled: true, status: "requires_location_inputs" },
      total: 1200,
    });
  });
});
