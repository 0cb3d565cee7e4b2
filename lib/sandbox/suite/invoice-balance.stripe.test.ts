import { describe, expect, test } from "vitest";
import { openAccount } from "./harness";

async function openCustomer(balance: number) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = (await account.customer({ clock })).id;
  const { stripe } = account;
  if (balance !== 0) {
    await stripe.customers.createBalanceTransaction(customer, { amount: balance, currency: "usd" });
  }
  const bill = async (amount: number) => {
    await stripe.invoiceItems.create({ customer, amount, currency: "usd" });
    const draft = await stripe.invoices.create({
      customer,
      pending_invoice_items_behavior: "include",
    });
    return stripe.invoices.finalizeInvoice(draft.id);
  };
  const balanceNow = async () => {
    const owner = await stripe.customers.retrieve(customer);
    return owner.deleted ? null : owner.balance;
  };
  const moves = async () =>
    (await stripe.customers.listBalanceTransactions(customer)).data.map(
      ({ amount, ending_balance, invoice, type }) => ({ amount, ending_balance, invoice, type }),
    );
  return { ...account, customer, bill, balanceNow, moves };
}

describe("a customer's balance", () => {
  test("of credit pays first, by a transaction of its own", async () => {
    const { bill, moves } = await openCustomer(-400);
    const invoice = await bill(1000);
    expect(invoice).toMatchObject({
      total: 1000,
      starting_balance: -400,
      ending_balance: 0,
      amount_due: 600,
      amount_remaining: 600,
      status: "open",
    });
    expect((await moves())[0]).toEqual({
      amount: 400,
      ending_balance: 0,
      invoice: invoice.id,
      type: "applied_to_invoice",
    });
  });

  test("that covers all of an invoice pays it at once and keeps the rest", async () => {
    const { balanceNow, bill } = await openCustomer(-2500);
    const invoice = await bill(1000);
    expect(invoice).toMatchObject({
      status: "paid",
      amount_due: 0,
      amount_paid: 0,
      starting_balance: -2500,
      ending_balance: -1500,
    });
    expect(await balanceNow()).toBe(-1500);
  });

  test("of debt is collected with the next invoice", async () => {
    const { balanceNow, bill, stripe } = await openCustomer(300);
    const invoice = await bill(1000);
    expect(invoice).toMatchObject({ amount_due: 1300, starting_balance: 300, ending_balance: 0 });
    expect(await balanceNow()).toBe(0);
    expect((await stripe.invoices.pay(invoice.id)).amount_paid).toBe(1300);
  });

  test("takes what an invoice gives back", async () => {
    const { balanceNow, bill } = await openCustomer(0);
    expect(await bill(-700)).toMatchObject({
      status: "paid",
      total: -700,
      amount_due: 0,
      ending_balance: -700,
    });
    expect(await balanceNow()).toBe(-700);
  });

  test("takes an amount that is too small to be charged", async () => {
    const { balanceNow, bill, moves } = await openCustomer(0);
    expect(await bill(30)).toMatchObject({ status: "paid", amount_due: 0, ending_balance: 30 });
    expect(await balanceNow()).toBe(30);
    expect((await moves())[0]).toMatchObject({ amount: 30, type: "invoice_too_small" });
  });

  test("gets back what a voided invoice took", async () => {
    const { balanceNow, bill, moves, stripe } = await openCustomer(-400);
    const invoice = await bill(1000);
    await stripe.invoices.voidInvoice(invoice.id);
    expect(await balanceNow()).toBe(-400);
    expect((await moves())[0]).toEqual({
      amount: -400,
      ending_balance: -400,
      invoice: invoice.id,
      type: "unapplied_from_invoice",
    });
  });
});
