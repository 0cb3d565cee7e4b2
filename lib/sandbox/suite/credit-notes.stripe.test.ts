import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { june, openAccount } from "./harness";

async function openInvoice(
  items: Stripe.InvoiceItemCreateParams[],
  params: Stripe.InvoiceCreateParams = {},
) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = (await account.customer({ clock })).id;
  const { stripe } = account;
  const draft = await stripe.invoices.create({ customer, currency: "usd", ...params });
  for (const item of items) {
    await stripe.invoiceItems.create({ customer, currency: "usd", invoice: draft.id, ...item });
  }
  const invoice = await stripe.invoices.finalizeInvoice(draft.id);
  const credit = (given: Omit<Stripe.CreditNoteCreateParams, "invoice">) =>
    stripe.creditNotes.create({ invoice: invoice.id, ...given });
  const read = () => stripe.invoices.retrieve(invoice.id);
  return { ...account, customer, invoice, credit, read };
}

const custom = (unit_amount: number) => ({
  lines: [{ type: "custom_line_item" as const, unit_amount, quantity: 1, description: "Sorry" }],
});

describe("a credit note for an open invoice", () => {
  test("lowers what remains to be paid", async () => {
    const { credit, invoice, read, stripe } = await openInvoice([{ amount: 1000 }]);
    const note = await credit({
      ...custom(300),
      reason: "order_change",
      memo: "One less",
      metadata: { ticket: "9" },
    });
    expect(note).toMatchObject({
      object: "credit_note",
      amount: 300,
      total: 300,
      subtotal: 300,
      currency: "usd",
      created: june,
      effective_at: june,
      number: `${invoice.number}-CN-01`,
      status: "issued",
      type: "pre_payment",
      pre_payment_amount: 300,
      post_payment_amount: 0,
      reason: "order_change",
      memo: "One less",
      metadata: { ticket: "9" },
      refunds: [],
      customer_balance_transaction: null,
      voided_at: null,
    });
    expect(note.lines.data).toMatchObject([
      {
        type: "custom_line_item",
        amount: 300,
        description: "Sorry",
        quantity: 1,
        unit_amount: 300,
      },
    ]);
    expect(await read()).toMatchObject({
      status: "open",
      total: 1000,
      amount_due: 700,
      amount_remaining: 700,
      pre_payment_credit_notes_amount: 300,
      post_payment_credit_notes_amount: 0,
    });
    expect((await stripe.invoices.pay(invoice.id)).amount_paid).toBe(700);
  });

  test("of all of it marks the invoice as paid", async () => {
    const { credit, read } = await openInvoice([{ amount: 1000 }]);
    await credit({ amount: 1000 });
    expect(await read()).toMatchObject({
      status: "paid",
      amount_due: 0,
      amount_paid: 0,
      amount_remaining: 0,
      pre_payment_credit_notes_amount: 1000,
    });
  });

  test("can be taken back as long as the invoice is open", async () => {
    const { credit, invoice, read, stripe } = await openInvoice([{ amount: 1000 }]);
    const note = await credit({ amount: 400 });
    const voided = await stripe.creditNotes.voidCreditNote(note.id);
    expect(voided).toMatchObject({ status: "void", voided_at: june });
    expect(await read()).toMatchObject({
      amount_due: 1000,
      amount_remaining: 1000,
      pre_payment_credit_notes_amount: 0,
    });
    const second = await credit({ amount: 100 });
    expect(second.number).toBe(`${invoice.number}-CN-02`);
    await stripe.invoices.pay(invoice.id);
    await expect(stripe.creditNotes.voidCreditNote(second.id)).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(stripe.creditNotes.voidCreditNote(note.id)).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe("a credit note for a paid invoice", () => {
  async function openPaid(amount = 1000) {
    const opened = await openInvoice([{ amount }]);
    await opened.stripe.invoices.pay(opened.invoice.id);
    return opened;
  }

  test("refunds the charge", async () => {
    const { credit, read, stripe } = await openPaid();
    const note = await credit({ amount: 400, refund_amount: 400, reason: "duplicate" });
    expect(note).toMatchObject({
      type: "post_payment",
      pre_payment_amount: 0,
      post_payment_amount: 400,
      refunds: [{ amount_refunded: 400, type: "refund" }],
    });
    const refund = await stripe.refunds.retrieve(String(note.refunds[0]?.refund));
    expect(refund).toMatchObject({ amount: 400, status: "succeeded", reason: "duplicate" });
    expect(await read()).toMatchObject({
      status: "paid",
      amount_paid: 1000,
      post_payment_credit_notes_amount: 400,
    });
  });

  test("credits the customer's balance", async () => {
    const { credit, customer, stripe } = await openPaid();
    const note = await credit({ amount: 250, credit_amount: 250 });
    const move = await stripe.customers.retrieveBalanceTransaction(
      customer,
      String(note.customer_balance_transaction),
    );
    expect(move).toMatchObject({ amount: -250, type: "credit_note", credit_note: note.id });
  });

  test("can be divided between refund, balance and elsewhere, to the cent", async () => {
    const { credit } = await openPaid();
    const shares = { refund_amount: 500, credit_amount: 300, out_of_band_amount: 200 };
    expect(await credit({ amount: 1000, ...shares })).toMatchObject({
      post_payment_amount: 1000,
      out_of_band_amount: 200,
    });
  });

  test("can name a refund that was made already", async () => {
    const { credit, invoice, stripe } = await openPaid();
    const [payment] = (await stripe.invoicePayments.list({ invoice: invoice.id })).data;
    const refund = await stripe.refunds.create({
      payment_intent: String(payment?.payment.payment_intent),
      amount: 150,
    });
    const note = await credit({ amount: 150, refunds: [{ refund: refund.id }] });
    expect(note.refunds).toMatchObject([{ refund: refund.id, amount_refunded: 150 }]);
  });

  test("is refused unless its parts are exactly what it credits", async () => {
    const { credit } = await openPaid();
    await expect(credit({ amount: 100 })).rejects.toMatchObject({ statusCode: 400 });
    await expect(credit({ amount: 100, refund_amount: 60 })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe("what can be credited", () => {
  test("is at most the invoice, over all of its credit notes", async () => {
    const { credit } = await openInvoice([{ amount: 1000 }]);
    await credit({ amount: 700 });
    await expect(credit({ amount: 301 })).rejects.toMatchObject({
      statusCode: 400,
      param: "amount",
    });
    expect((await credit({ amount: 300 })).total).toBe(300);
  });

  test("needs an amount, lines or shipping, and an invoice that is final", async () => {
    const { credit, customer, stripe } = await openInvoice([{ amount: 1000 }]);
    await expect(credit({})).rejects.toMatchObject({ statusCode: 400, code: "parameter_missing" });
    const draft = await stripe.invoices.create({ customer });
    await expect(stripe.creditNotes.create({ invoice: draft.id, amount: 1 })).rejects.toMatchObject(
      { statusCode: 400, param: "invoice" },
    );
    await expect(
      stripe.creditNotes.create({ invoice: "in_none", amount: 1 }),
    ).rejects.toMatchObject({ statusCode: 400, code: "resource_missing", param: "invoice" });
  });
});

test("crediting a line brings its share of discounts and taxes, and all shares together the whole", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = (await account.customer({ clock: await account.clock() })).id;
  const rate = await stripe.taxRates.create({
    display_name: "VAT",
    percentage: 19,
    inclusive: false,
  });
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once" });
  const price = await account.price({ unit_amount: 333 });
  const draft = await stripe.invoices.create({
    customer,
    currency: "usd",
    default_tax_rates: [rate.id],
    discounts: [{ coupon: coupon.id }],
  });
  const pricing = { price: price.id };
  await stripe.invoices.addLines(draft.id, { lines: [{ pricing, quantity: 3 }] });
  const invoice = await stripe.invoices.finalizeInvoice(draft.id);
  expect(invoice).toMatchObject({ subtotal: 999, total: 1070, total_excluding_tax: 899 });
  const credit = (quantity: number) =>
    stripe.creditNotes.create({
      invoice: invoice.id,
      lines: [
        { type: "invoice_line_item", invoice_line_item: invoice.lines.data[0]?.id ?? "", quantity },
      ],
    });
  const first = await credit(1);
  expect(first).toMatchObject({
    subtotal: 333,
    discount_amount: 33,
    discount_amounts: [{ amount: 33 }],
    total_taxes: [{ amount: 57, tax_behavior: "exclusive", taxable_amount: 300 }],
    total: 357,
    total_excluding_tax: 300,
  });
  const rest = await credit(2);
  expect(first.total + rest.total).toBe(1070);
  expect(first.discount_amount + rest.discount_amount).toBe(100);
  expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("paid");
  await expect(credit(1)).rejects.toMatchObject({ statusCode: 400 });
});

test("a line of its own bears the tax rates that it names", async () => {
  const { credit, stripe } = await openInvoice([{ amount: 5000 }]);
  const rate = await stripe.taxRates.create({
    display_name: "VAT",
    percentage: 20,
    inclusive: true,
  });
  const note = await credit({
    lines: [{ type: "custom_line_item", unit_amount: 600, quantity: 2, tax_rates: [rate.id] }],
  });
  expect(note).toMatchObject({
    subtotal: 1200,
    subtotal_excluding_tax: 1000,
    total: 1200,
    total_excluding_tax: 1000,
    total_taxes: [{ amount: 200, tax_behavior: "inclusive", taxable_amount: 1000 }],
  });
});

test("a preview says what a credit note would be, and changes nothing", async () => {
  const { credit, invoice, read, stripe } = await openInvoice([{ amount: 1000 }]);
  const preview = await stripe.creditNotes.preview({ invoice: invoice.id, ...custom(250) });
  expect(preview).toMatchObject({ total: 250, pre_payment_amount: 250, status: "issued" });
  const lines = await stripe.creditNotes.listPreviewLineItems({
    invoice: invoice.id,
    ...custom(250),
  });
  expect(lines.data.map(({ amount }) => amount)).toEqual([250]);
  expect((await read()).amount_remaining).toBe(1000);
  const note = await credit(custom(250));
  expect(note.total).toBe(preview.total);
});

test("credit notes are retrieved, updated and listed with their lines", async () => {
  const { credit, customer, invoice, stripe } = await openInvoice([{ amount: 1000 }]);
  const first = await credit(custom(100));
  const second = await credit(custom(200));
  const updated = await stripe.creditNotes.update(first.id, { memo: "Ours", metadata: { a: "b" } });
  expect(updated).toMatchObject({ memo: "Ours", metadata: { a: "b" } });
  expect(await stripe.creditNotes.retrieve(first.id)).toEqual(updated);
  const ids = async (params: Stripe.CreditNoteListParams) =>
    (await stripe.creditNotes.list(params)).data.map(({ id }) => id);
  expect(await ids({ invoice: invoice.id })).toEqual([second.id, first.id]);
  expect(await ids({ customer, limit: 1 })).toEqual([second.id]);
  const lines = await stripe.creditNotes.listLineItems(first.id);
  expect(lines.data).toEqual(first.lines.data);
});
