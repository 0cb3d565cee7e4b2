import { expect, test } from "vitest";
import { june, openAccount } from "./harness";

async function openInvoice() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = (await account.customer({ clock })).id;
  const { stripe } = account;
  await stripe.invoiceItems.create({ customer, amount: 1000, currency: "usd" });
  const draft = await stripe.invoices.create({
    customer,
    pending_invoice_items_behavior: "include",
  });
  return { ...account, customer, draft: draft.id };
}

test("an open invoice can be voided, and its payment is canceled", async () => {
  const { draft, stripe } = await openInvoice();
  await stripe.invoices.finalizeInvoice(draft);
  const invoice = await stripe.invoices.voidInvoice(draft);
  expect(invoice).toMatchObject({
    status: "void",
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { voided_at: june, paid_at: null },
  });
  const [payment] = (await stripe.invoicePayments.list({ invoice: draft })).data;
  expect(payment).toMatchObject({ status: "canceled", status_transitions: { canceled_at: june } });
});

test("neither a draft nor a paid or void invoice can be voided", async () => {
  const { draft, stripe } = await openInvoice();
  const refusal = { statusCode: 400, code: "status_transition_invalid" };
  await expect(stripe.invoices.voidInvoice(draft)).rejects.toMatchObject(refusal);
  await stripe.invoices.pay(draft);
  await expect(stripe.invoices.voidInvoice(draft)).rejects.toMatchObject(refusal);
});

test("an invoice written off can still be paid", async () => {
  const { draft, stripe } = await openInvoice();
  const refusal = { statusCode: 400, code: "status_transition_invalid" };
  await expect(stripe.invoices.markUncollectible(draft)).rejects.toMatchObject(refusal);
  await stripe.invoices.finalizeInvoice(draft);
  const invoice = await stripe.invoices.markUncollectible(draft);
  expect(invoice).toMatchObject({
    status: "uncollectible",
    amount_remaining: 1000,
    status_transitions: { marked_uncollectible_at: june },
  });
  expect((await stripe.invoices.pay(draft)).status).toBe("paid");
});

test("an invoice written off can be voided, and then no longer paid", async () => {
  const { draft, stripe } = await openInvoice();
  await stripe.invoices.finalizeInvoice(draft);
  await stripe.invoices.markUncollectible(draft);
  expect((await stripe.invoices.voidInvoice(draft)).status).toBe("void");
  await expect(stripe.invoices.pay(draft)).rejects.toMatchObject({ statusCode: 400 });
  await expect(stripe.invoices.sendInvoice(draft)).rejects.toMatchObject({ statusCode: 400 });
});
