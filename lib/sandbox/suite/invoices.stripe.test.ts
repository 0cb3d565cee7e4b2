import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { day, june, openAccount } from "./harness";

async function openBilling(options: { card?: string | null } = {}) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock, ...options });
  const bill = (amount: number, params: Stripe.InvoiceItemCreateParams = {}) =>
    account.stripe.invoiceItems.create({
      customer: customer.id,
      amount,
      currency: "usd",
      ...params,
    });
  const draft = (params: Stripe.InvoiceCreateParams = {}) =>
    account.stripe.invoices.create({
      customer: customer.id,
      pending_invoice_items_behavior: "include",
      ...params,
    });
  return { ...account, clock, customer, bill, draft };
}

describe("a draft", () => {
  test("takes what waits for its customer, newest first, and says what is due", async () => {
    const { bill, draft, stripe } = await openBilling();
    await bill(1000, { description: "first" });
    const second = await bill(250, { description: "second" });
    const invoice = await draft();
    expect(invoice).toMatchObject({
      status: "draft",
      billing_reason: "manual",
      auto_advance: false,
      amount_due: 1250,
      amount_paid: 0,
      amount_remaining: 1250,
      subtotal: 1250,
      total: 1250,
      created: june,
      currency: "usd",
      number: null,
      hosted_invoice_url: null,
      invoice_pdf: null,
      due_date: null,
      next_payment_attempt: null,
      ending_balance: null,
      period_start: june,
      period_end: june,
    });
    expect(invoice.lines.data.map((line) => [line.description, line.amount])).toEqual([
      ["second", 250],
      ["first", 1000],
    ]);
    expect((await stripe.invoiceItems.retrieve(second.id)).invoice).toBe(invoice.id);
  });

  test("is empty unless pending items are asked for", async () => {
    const { bill, draft } = await openBilling();
    await bill(1000);
    const invoice = await draft({ pending_invoice_items_behavior: "exclude" });
    expect(invoice.lines.data).toEqual([]);
    expect(invoice.amount_due).toBe(0);
  });

  test("of a subscription takes only that subscription's items, and is refused without any", async () => {
    const { bill, customer, price, subscribe, stripe } = await openBilling();
    const subscription = await subscribe(
      customer,
      await price({ unit_amount: 1200, interval: "month" }),
    );
    const wanted = { customer: customer.id, subscription: subscription.id };
    await expect(stripe.invoices.create(wanted)).rejects.toMatchObject({
      statusCode: 400,
      code: "invoice_no_subscription_line_items",
    });
    await bill(100);
    await bill(700, { subscription: subscription.id });
    const invoice = await stripe.invoices.create(wanted);
    expect(invoice.lines.data.map((line) => line.amount)).toEqual([700]);
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
  });

  test("can be edited in everything that it says", async () => {
    const { bill, draft, stripe } = await openBilling();
    await bill(1000);
    const { id } = await draft();
    const invoice = await stripe.invoices.update(id, {
      description: "Thank you",
      footer: "Pay soon",
      custom_fields: [{ name: "PO", value: "42" }],
      metadata: { order: "7" },
      collection_method: "send_invoice",
      days_until_due: 14,
      number: "MINE-1",
      statement_descriptor: "PORTICO",
      rendering: { amount_tax_display: "exclude_tax", pdf: { page_size: "letter" } },
      shipping_details: { name: "Ada", address: { line1: "1 Main St", country: "US" } },
      payment_settings: { payment_method_types: ["card"] },
    });
    expect(invoice).toMatchObject({
      description: "Thank you",
      footer: "Pay soon",
      custom_fields: [{ name: "PO", value: "42" }],
      metadata: { order: "7" },
      collection_method: "send_invoice",
      due_date: june + 14 * day,
      number: "MINE-1",
      statement_descriptor: "PORTICO",
      rendering: { amount_tax_display: "exclude_tax", pdf: { page_size: "letter" } },
      shipping_details: { name: "Ada", phone: null, address: { line1: "1 Main St", city: null } },
      payment_settings: { payment_method_types: ["card"] },
    });
  });

  test("that is to be sent needs a date by which it is due; one that is charged has none", async () => {
    const { draft } = await openBilling();
    await expect(draft({ collection_method: "send_invoice" })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(draft({ days_until_due: 3 })).rejects.toMatchObject({
      statusCode: 400,
      param: "days_until_due",
    });
  });

  test("is deleted with its items", async () => {
    const { bill, draft, stripe } = await openBilling();
    const item = await bill(1000);
    const { id } = await draft();
    expect(await stripe.invoices.del(id)).toMatchObject({ id, object: "invoice", deleted: true });
    await expect(stripe.invoices.retrieve(id)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    await expect(stripe.invoiceItems.retrieve(item.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("with auto_advance becomes final and is paid an hour later", async () => {
    const { bill, clock, draft, stripe } = await openBilling();
    await bill(1000);
    const invoice = await draft({ auto_advance: true });
    expect(invoice.automatically_finalizes_at).toBe(june + 3600);
    expect(invoice.next_payment_attempt).toBe(june + 3600);
    await clock.advanceTo(june + 2 * 3600);
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({
      status: "paid",
      amount_paid: 1000,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    });
  });

  test("stays a draft without auto_advance", async () => {
    const { bill, clock, draft, stripe } = await openBilling();
    await bill(1000);
    const { id } = await draft();
    await clock.advanceTo(june + 2 * day);
    expect((await stripe.invoices.retrieve(id)).status).toBe("draft");
  });
});

describe("a draft of a customer with invoice settings", () => {
  test("has the customer's footer and custom fields, unless it is given its own", async () => {
    const { customer, draft, stripe } = await openBilling();
    const footer = "Thank you";
    const custom_fields = [{ name: "PO", value: "42" }];
    await stripe.customers.update(customer.id, { invoice_settings: { custom_fields, footer } });
    expect(await draft()).toMatchObject({ custom_fields, footer });
    expect(await draft({ custom_fields: "", footer: "Bye" })).toMatchObject({
      custom_fields: null,
      footer: "Bye",
    });
  });
});

describe("finalizing", () => {
  test("gives a number, a page, a payment and dates", async () => {
    const { bill, draft, stripe, customer } = await openBilling();
    await bill(1000);
    const { id } = await draft();
    const invoice = await stripe.invoices.finalizeInvoice(id, {
      expand: ["payments", "confirmation_secret"],
    });
    expect(invoice).toMatchObject({
      status: "open",
      number: `${customer.invoice_prefix}-0001`,
      amount_remaining: 1000,
      effective_at: june,
      attempted: false,
      attempt_count: 0,
      ending_balance: 0,
      status_transitions: { finalized_at: june, paid_at: null },
    });
    expect(invoice.hosted_invoice_url).toContain("http");
    expect(invoice.invoice_pdf).toContain("pdf");
    expect(invoice.confirmation_secret?.client_secret).toContain("_secret_");
    const [payment] = invoice.payments?.data ?? [];
    expect(payment).toMatchObject({ is_default: true, status: "open", amount_requested: 1000 });
  });

  test("counts one customer's invoices", async () => {
    const { bill, draft, stripe, customer } = await openBilling();
    const numbers: (string | null)[] = [];
    for (const amount of [100, 200]) {
      await bill(amount);
      numbers.push((await stripe.invoices.finalizeInvoice((await draft()).id)).number);
    }
    const prefix = customer.invoice_prefix;
    expect(numbers).toEqual([`${prefix}-0001`, `${prefix}-0002`]);
  });

  test("twice is refused, and so is changing what is final", async () => {
    const { bill, draft, stripe } = await openBilling();
    await bill(1000);
    const { id } = await draft();
    await stripe.invoices.finalizeInvoice(id);
    const refusal = { statusCode: 400, code: "invoice_not_editable" };
    await expect(stripe.invoices.finalizeInvoice(id)).rejects.toMatchObject(refusal);
    await expect(stripe.invoices.update(id, { description: "new" })).rejects.toMatchObject(refusal);
    await expect(stripe.invoices.del(id)).rejects.toMatchObject(refusal);
    await expect(bill(5, { invoice: id })).rejects.toMatchObject({ ...refusal, param: "invoice" });
    const updated = await stripe.invoices.update(id, { metadata: { still: "possible" } });
    expect(updated.metadata).toEqual({ still: "possible" });
  });

  test("repeats the customer as they are then, and not after", async () => {
    const { bill, draft, stripe, customer } = await openBilling();
    await bill(1000);
    const { id } = await draft();
    await stripe.customers.update(customer.id, { name: "Grace", email: "grace@example.com" });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ customer_name: "Grace" });
    await stripe.customers.createTaxId(customer.id, { type: "eu_vat", value: "DE123456789" });
    await stripe.invoices.finalizeInvoice(id);
    await stripe.customers.update(customer.id, { name: "Later" });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({
      customer_name: "Grace",
      customer_email: "grace@example.com",
      customer_tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
    });
  });

  test("pays what asks for nothing", async () => {
    const { bill, draft, stripe } = await openBilling({ card: null });
    await bill(0);
    const { id } = await draft();
    expect(await stripe.invoices.finalizeInvoice(id)).toMatchObject({
      status: "paid",
      amount_due: 0,
      amount_paid: 0,
      attempted: true,
      auto_advance: false,
      status_transitions: { paid_at: june },
    });
  });
});

test("sending makes a draft final", async () => {
  const { bill, draft, stripe } = await openBilling();
  await bill(1000);
  const { id } = await draft({ collection_method: "send_invoice", days_until_due: 30 });
  const invoice = await stripe.invoices.sendInvoice(id);
  expect(invoice).toMatchObject({
    status: "open",
    due_date: june + 30 * day,
    next_payment_attempt: null,
  });
});

test("a revision takes the place of the invoice it revises", async () => {
  const { bill, draft, stripe } = await openBilling();
  await bill(1000, { description: "wrong" });
  const original = await stripe.invoices.finalizeInvoice((await draft()).id);
  const revision = await stripe.invoices.create({
    from_invoice: { action: "revision", invoice: original.id },
  });
  expect(revision).toMatchObject({
    status: "draft",
    total: 1000,
    from_invoice: { action: "revision", invoice: original.id },
  });
  const [line] = revision.lines.data;
  await stripe.invoices.updateLineItem(revision.id, line?.id ?? "", { amount: 900 });
  await stripe.invoices.finalizeInvoice(revision.id);
  expect(await stripe.invoices.retrieve(original.id)).toMatchObject({
    status: "void",
    latest_revision: revision.id,
  });
});

test("invoices are listed by customer, status, collection, subscription and dates", async () => {
  const { bill, clock, customer, draft, stripe } = await openBilling();
  await bill(100);
  const first = await draft();
  await clock.advanceTo(june + day);
  await bill(200);
  const second = await draft({ collection_method: "send_invoice", due_date: june + 10 * day });
  await stripe.invoices.finalizeInvoice(second.id);
  const list = async (params: Stripe.InvoiceListParams) =>
    (await stripe.invoices.list({ customer: customer.id, ...params })).data.map(({ id }) => id);
  expect(await list({})).toEqual([second.id, first.id]);
  expect(await list({ status: "draft" })).toEqual([first.id]);
  expect(await list({ collection_method: "send_invoice" })).toEqual([second.id]);
  expect(await list({ created: { gt: june } })).toEqual([second.id]);
  expect(await list({ due_date: { lte: june + 10 * day } })).toEqual([second.id]);
  expect(await list({ starting_after: second.id })).toEqual([first.id]);
});
