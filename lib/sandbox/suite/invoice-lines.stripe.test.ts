import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { june, openAccount } from "./harness";

async function openDraft() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = (await account.customer({ clock })).id;
  const { id } = await account.stripe.invoices.create({ customer, currency: "usd" });
  const add = (...lines: Stripe.InvoiceAddLinesParams.Line[]) =>
    account.stripe.invoices.addLines(id, { lines });
  return { ...account, customer, id, add };
}

function lineOf({ lines }: Stripe.Invoice, index = 0): Stripe.InvoiceLineItem {
  const line = lines.data[index];
  if (line === undefined) throw new Error(`The invoice has no line ${index}.`);
  return line;
}

describe("lines of a draft", () => {
  test("are added in order, of amounts, prices and waiting items", async () => {
    const { add, customer, price, stripe } = await openDraft();
    const mug = await price({ unit_amount: 750 });
    const item = await stripe.invoiceItems.create({ customer, amount: 100, currency: "usd" });
    const invoice = await add(
      { amount: 1000, description: "Setup" },
      { pricing: { price: mug.id }, quantity: 2 },
      { invoice_item: item.id },
    );
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([1000, 1500, 100]);
    expect(invoice.total).toBe(2600);
    expect(lineOf(invoice, 2).parent?.invoice_item_details?.invoice_item).toBe(item.id);
  });

  test("change by one call, and so does the item behind a line", async () => {
    const { add, id, stripe } = await openDraft();
    const line = lineOf(await add({ amount: 1000, description: "Setup" }));
    const updated = await stripe.invoices.updateLines(id, {
      invoice_metadata: { seen: "yes" },
      lines: [{ id: line.id, amount: 800, description: "Less" }],
    });
    expect(updated).toMatchObject({ total: 800, metadata: { seen: "yes" } });
    expect(lineOf(updated)).toMatchObject({ id: line.id, amount: 800, description: "Less" });
    const item = line.parent?.invoice_item_details?.invoice_item ?? "";
    expect((await stripe.invoiceItems.retrieve(item)).amount).toBe(800);
  });

  test("can be changed one by one", async () => {
    const { add, id, stripe } = await openDraft();
    const line = lineOf(await add({ amount: 1000, discountable: true }));
    const rate = await stripe.taxRates.create({
      display_name: "VAT",
      percentage: 25,
      inclusive: true,
    });
    const changed = await stripe.invoices.updateLineItem(id, line.id, {
      period: { start: june, end: june + 10 },
      tax_rates: [rate.id],
    });
    expect(changed).toMatchObject({
      object: "line_item",
      amount: 1000,
      period: { start: june, end: june + 10 },
      taxes: [{ amount: 200, tax_behavior: "inclusive", taxable_amount: 800 }],
    });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({
      total: 1000,
      total_excluding_tax: 800,
    });
  });

  test("take tax amounts that were computed elsewhere", async () => {
    const { add } = await openDraft();
    const invoice = await add({
      amount: 1000,
      tax_amounts: [
        {
          amount: 73,
          taxable_amount: 1000,
          tax_rate_data: { display_name: "Sales tax", inclusive: false, percentage: 7.25 },
        },
      ],
    });
    expect(invoice.total).toBe(1073);
    expect(lineOf(invoice).taxes).toMatchObject([{ amount: 73, tax_behavior: "exclusive" }]);
  });

  test("are removed for good, or wait for another invoice again", async () => {
    const { add, id, stripe } = await openDraft();
    const before = await add({ amount: 100 }, { amount: 200 });
    const items = before.lines.data.map((line) => line.parent?.invoice_item_details?.invoice_item);
    const after = await stripe.invoices.removeLines(id, {
      lines: [
        { id: lineOf(before).id, behavior: "delete" },
        { id: lineOf(before, 1).id, behavior: "unassign" },
      ],
    });
    expect(after).toMatchObject({ total: 0, lines: { data: [] } });
    await expect(stripe.invoiceItems.retrieve(items[0] ?? "")).rejects.toMatchObject({
      statusCode: 404,
    });
    expect((await stripe.invoiceItems.retrieve(items[1] ?? "")).invoice).toBeNull();
  });

  test("are refused when they are not there, and once the invoice is final", async () => {
    const { add, id, stripe } = await openDraft();
    await add({ amount: 100 });
    const removal = { lines: [{ id: "il_none", behavior: "delete" as const }] };
    await expect(stripe.invoices.removeLines(id, removal)).rejects.toMatchObject({
      statusCode: 400,
      param: "lines[0][id]",
    });
    await stripe.invoices.finalizeInvoice(id);
    await expect(add({ amount: 5 })).rejects.toMatchObject({
      statusCode: 400,
      code: "invoice_not_editable",
    });
  });

  test("bear the discounts of the invoice after their own", async () => {
    const { add, id, stripe } = await openDraft();
    const own = await stripe.coupons.create({ amount_off: 100, currency: "usd", duration: "once" });
    const all = await stripe.coupons.create({ percent_off: 50, duration: "once" });
    await add({ amount: 1000, discounts: [{ coupon: own.id }] });
    const invoice = await stripe.invoices.update(id, { discounts: [{ coupon: all.id }] });
    expect(invoice).toMatchObject({ subtotal: 900, total: 450 });
    expect(invoice.total_discount_amounts?.map(({ amount }) => amount)).toEqual([100, 450]);
  });
});

test("an invoice shows ten of its lines; the list has all, in both directions", async () => {
  const { add, id, stripe } = await openDraft();
  const amounts = Array.from({ length: 23 }, (_, index) => 100 + index);
  await add(...amounts.map((amount) => ({ amount })));
  const invoice = await stripe.invoices.retrieve(id);
  expect(invoice.lines.data).toHaveLength(10);
  expect(invoice.lines.has_more).toBe(true);
  const all: number[] = [];
  for await (const line of stripe.invoices.listLineItems(id, { limit: 10 })) all.push(line.amount);
  expect(all).toEqual(amounts);
  const last = await stripe.invoices.listLineItems(id, { limit: 100 });
  const back = await stripe.invoices.listLineItems(id, {
    limit: 5,
    ending_before: last.data.at(-1)?.id ?? "",
  });
  expect(back.data.map(({ amount }) => amount)).toEqual([117, 118, 119, 120, 121]);
  expect(back.has_more).toBe(true);
});
