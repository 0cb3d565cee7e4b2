import { describe, expect, test } from "vitest";
import { day, itemOf, june, openAccount } from "./harness";

async function running(unit_amount = 3000) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount, interval: "month" });
  const subscription = await account.subscribe(customer, price);
  return {
    ...account,
    clock,
    customer,
    month: price,
    id: subscription.id,
    item: itemOf(subscription),
  };
}

describe("an update", () => {
  test("of settings, metadata and texts costs nothing and unsets with ''", async () => {
    const { stripe, id } = await running();
    await stripe.subscriptions.update(id, { description: "A", metadata: { a: "1", b: "2" } });
    const updated = await stripe.subscriptions.update(id, {
      description: "",
      invoice_settings: { footer: "Bye" },
      metadata: { a: "", c: "3" },
    });
    expect(updated).toMatchObject({
      description: null,
      invoice_settings: { footer: "Bye" },
      metadata: { b: "2", c: "3" },
    });
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  });

  test("to another price begins with a quantity of one unless one is given", async () => {
    const { stripe, id, item, month: cheap, ...account } = await running(1000);
    const dear = await account.price({ unit_amount: 2000, interval: "month" });
    await stripe.subscriptions.update(id, { items: [{ id: item.id, quantity: 5 }] });
    const one = await stripe.subscriptions.update(id, { items: [{ id: item.id, price: dear.id }] });
    expect(itemOf(one)).toMatchObject({ price: { id: dear.id }, quantity: 1 });
    const four = await stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: cheap.id, quantity: 4 }],
    });
    expect(itemOf(four)).toMatchObject({ price: { id: cheap.id }, quantity: 4 });
  });

  test("in the middle of the month with always_invoice bills half the difference at once", async () => {
    const { stripe, id, item, clock, ...account } = await running();
    const dear = await account.price({ unit_amount: 9000, interval: "month" });
    await clock.advanceTo(june + 15 * day);
    const updated = await stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: dear.id }],
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(updated.latest_invoice).toMatchObject({
      amount_paid: 3000,
      billing_reason: "subscription_update",
      status: "paid",
    });
  });

  test("replaces discounts by a list, leaves them by an empty one and takes them off by ''", async () => {
    const { stripe, id } = await running();
    const make = () => stripe.coupons.create({ percent_off: 10, duration: "forever" });
    const [first, second] = [await make(), await make()];
    const one = await stripe.subscriptions.update(id, { discounts: [{ coupon: first.id }] });
    const kept = await stripe.subscriptions.update(id, { description: "same" });
    expect(kept.discounts).toEqual(one.discounts);
    const two = await stripe.subscriptions.update(id, { discounts: [{ coupon: second.id }] });
    expect(two.discounts).toHaveLength(1);
    expect(two.discounts).not.toEqual(one.discounts);
    const none = await stripe.subscriptions.update(id, { discounts: "" });
    expect(none.discounts).toEqual([]);
  });

  test("deleteDiscount takes the discount off", async () => {
    const { stripe, id } = await running();
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
    await stripe.subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
    const deleted = await stripe.subscriptions.deleteDiscount(id);
    expect(deleted).toMatchObject({ object: "discount", deleted: true, subscription: id });
    expect((await stripe.subscriptions.retrieve(id)).discounts).toEqual([]);
  });

  test("with one-time items leaves them for the next invoice", async () => {
    const { stripe, id, customer, ...account } = await running();
    const extra = await account.price({ unit_amount: 500 });
    await stripe.subscriptions.update(id, { add_invoice_items: [{ price: extra.id }] });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data).toMatchObject([{ amount: 500, proration: false }]);
  });

  test("with a payment that fails leaves the change and a subscription past due", async () => {
    const { stripe, id, item, customer, clock, ...account } = await running();
    const dear = await account.price({ unit_amount: 9000, interval: "month" });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await clock.advanceTo(june + 15 * day);
    const updated = await stripe.subscriptions.update(id, {
      default_payment_method: bad.id,
      items: [{ id: item.id, price: dear.id }],
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(updated).toMatchObject({
      latest_invoice: { amount_remaining: 3000, attempted: true, status: "open" },
      status: "past_due",
    });
    expect(itemOf(updated).price.id).toBe(dear.id);
  });

  test("with error_if_incomplete and a payment that fails changes nothing", async () => {
    const { stripe, id, item, customer, clock, ...account } = await running();
    const dear = await account.price({ unit_amount: 9000, interval: "month" });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    await clock.advanceTo(june + 15 * day);
    const before = await stripe.subscriptions.retrieve(id);
    const update = stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: dear.id }],
      payment_behavior: "error_if_incomplete",
      proration_behavior: "always_invoice",
    });
    await expect(update).rejects.toMatchObject({
      code: "card_declined",
      statusCode: 402,
      type: "StripeCardError",
    });
    const after = await stripe.subscriptions.retrieve(id);
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  });

  test("with default_incomplete waits for the payment to be confirmed, past due", async () => {
    const { stripe, id, item, clock, ...account } = await running();
    const dear = await account.price({ unit_amount: 9000, interval: "month" });
    await clock.advanceTo(june + 15 * day);
    const updated = await stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: dear.id }],
      payment_behavior: "default_incomplete",
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(updated).toMatchObject({
      latest_invoice: { attempted: false, status: "open" },
      status: "past_due",
    });
    const invoice = updated.latest_invoice;
    if (invoice === null || typeof invoice === "string") throw new Error("No invoice.");
    await stripe.invoices.pay(invoice.id);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
  });

  test("of what is over is refused but for metadata and the reasons", async () => {
    const { stripe, id } = await running();
    await stripe.subscriptions.cancel(id);
    await expect(stripe.subscriptions.update(id, { description: "late" })).rejects.toMatchObject({
      code: "invalid_canceled_subscription_fields",
      statusCode: 400,
    });
    const updated = await stripe.subscriptions.update(id, {
      cancellation_details: { comment: "Too dear", feedback: "too_expensive" },
      metadata: { a: "1" },
    });
    expect(updated).toMatchObject({
      cancellation_details: { comment: "Too dear", feedback: "too_expensive" },
      metadata: { a: "1" },
    });
  });

  test("of metadata is possible long after the end, even without the customer", async () => {
    const { stripe, clock, customer, id } = await running();
    await stripe.customers.del(customer.id);
    await clock.advanceTo(june + 40 * day);
    const updated = await stripe.subscriptions.update(id, { metadata: { a: "1" } });
    expect(updated).toMatchObject({ metadata: { a: "1" }, status: "canceled" });
  });

  test("that is paid makes a subscription active that was past due", async () => {
    const { stripe, id, item, customer, clock } = await running();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await clock.advanceTo(june + 5 * day);
    const failed = await stripe.subscriptions.update(id, {
      billing_cycle_anchor: { type: "now" },
      default_payment_method: bad.id,
    });
    expect(failed.status).toBe("past_due");
    await clock.advanceTo(june + 6 * day);
    const good = customer.invoice_settings.default_payment_method;
    const paid = await stripe.subscriptions.update(id, {
      default_payment_method: String(good),
      items: [{ id: item.id, quantity: 4 }],
      proration_behavior: "always_invoice",
    });
    expect(paid.status).toBe("active");
  });

  test("of something unknown names it", async () => {
    const { stripe, id } = await running();
    const refused = { statusCode: 400, code: "resource_missing" };
    await expect(
      stripe.subscriptions.update(id, { items: [{ id: "si_none", quantity: 2 }] }),
    ).rejects.toMatchObject({ ...refused, param: "items[0][id]" });
    await expect(
      stripe.subscriptions.update(id, { default_payment_method: "pm_none" }),
    ).rejects.toMatchObject({ ...refused, param: "default_payment_method" });
    await expect(
      stripe.subscriptions.update(id, { default_tax_rates: ["txr_none"] }),
    ).rejects.toMatchObject({ ...refused, param: "default_tax_rates[0]" });
    await expect(
      stripe.subscriptions.update(id, { on_behalf_of: "acct_none" }),
    ).rejects.toMatchObject({ statusCode: 400, param: "on_behalf_of" });
    await expect(stripe.subscriptions.update("sub_none")).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });
});

describe("the billing mode", () => {
  test("of a classic subscription can become flexible, and its discounts itemized, but not back", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 100, interval: "month" });
    const classic = await account.subscribe(customer, price, { billing_mode: { type: "classic" } });
    const flexible = await stripe.subscriptions.migrate(classic.id, {
      billing_mode: { type: "flexible" },
    });
    expect(flexible.billing_mode).toMatchObject({
      type: "flexible",
      updated_at: expect.any(Number),
    });
    const itemized = await stripe.subscriptions.migrate(classic.id, {
      billing_mode: { type: "flexible", flexible: { proration_discounts: "itemized" } },
    });
    expect(itemized.billing_mode.flexible).toEqual({ proration_discounts: "itemized" });
    const back = stripe.subscriptions.migrate(classic.id, {
      billing_mode: { type: "flexible", flexible: { proration_discounts: "included" } },
    });
    await expect(back).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("two requests on one subscription at the same time", () => {
  test("leave a state that one order of them gives", async () => {
    const { stripe, id, item } = await running(1000);
    const quantities = [2, 3, 4, 5];
    const answers = await Promise.all(
      quantities.map((quantity) =>
        stripe.subscriptions.update(id, {
          items: [{ id: item.id, quantity }],
          metadata: { [`q${quantity}`]: "done" },
        }),
      ),
    );
    const last = await stripe.subscriptions.retrieve(id);
    expect(quantities).toContain(itemOf(last).quantity);
    // Every change was made on top of another: none is lost, and the last one had them all.
    expect(Object.keys(last.metadata).sort()).toEqual(["q2", "q3", "q4", "q5"]);
    const counts = answers.map((answer) => Object.keys(answer.metadata).length);
    expect(counts.sort()).toEqual([1, 2, 3, 4]);
  });

  test("of which one cancels either come before or are refused", async () => {
    const { stripe, id, item } = await running(1000);
    const [update] = await Promise.allSettled([
      stripe.subscriptions.update(id, { items: [{ id: item.id, quantity: 7 }] }),
      stripe.subscriptions.cancel(id),
    ]);
    const after = await stripe.subscriptions.retrieve(id);
    expect(after.status).toBe("canceled");
    expect(itemOf(after).quantity).toBe(update.status === "fulfilled" ? 7 : 1);
  });
});
