import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { testLine, testRate } from "../test-line";
import { blankInvoice } from "./blank-invoice";
import type { InvoiceTerms, PricedLine } from "./invoice-terms";
import { totalInvoice } from "./total-invoice";

const terms: InvoiceTerms = { discounts: [], taxRates: [], exempt: "none", automaticTax: null };
const inside = testRate(19, true);
const onTop = testRate(7.25, false);
const third = { ...onTop, id: "third", percentage: 33.3333 };
const blank: Stripe.Invoice = {
  ...blankInvoice,
  id: "in_1",
  amount_due: 0,
  amount_remaining: 0,
  billing_reason: "manual",
  collection_method: "charge_automatically",
  created: 0,
  currency: "usd",
  customer: "cus_1",
  customer_address: null,
  customer_email: null,
  customer_name: null,
  customer_phone: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  default_payment_method: null,
  ending_balance: null,
  lines: { object: "list", data: [], has_more: false, url: "/v1/invoices/in_1/lines" },
  parent: null,
  period_end: 0,
  period_start: 0,
  starting_balance: 0,
  subtotal: 0,
  subtotal_excluding_tax: 0,
  total: 0,
  total_excluding_tax: 0,
};

const total = (lines: readonly PricedLine[], given: Partial<InvoiceTerms> = {}, balance = 0) =>
  totalInvoice(blank, lines, { ...terms, ...given }, balance);
const many = (count: number, amount: number, taxRates: readonly Stripe.TaxRate[]) =>
  Array.from({ length: count }, () => testLine(amount, { taxRates }));

describe("the totals of an invoice", () => {
  it.each([
    ["nothing", [], [0, 0, 0, 0]],
    ["one cent, 19 % inside", many(1, 1, [inside]), [1, 1, 1, 1]],
    ["119, 19 % inside", many(1, 119, [inside]), [119, 100, 119, 100]],
    ["100, 7.25 % on top", many(1, 100, [onTop]), [100, 100, 107, 100]],
    ["cents by line: 7 × 1.0725", many(100, 7, [onTop]), [700, 700, 800, 700]],
    ["lost cents by line: 6 × 1.0725", many(100, 6, [onTop]), [600, 600, 600, 600]],
    ["a third on top, three lines", many(3, 1, [third]), [3, 3, 3, 3]],
    ["a credit", many(1, -1000, [onTop]), [-1000, -1000, -1073, -1000]],
  ])("%s", (_name, lines, [subtotal, bare, sum, net]) => {
    expect(total(lines)).toMatchObject({
      subtotal,
      subtotal_excluding_tax: bare,
      total: sum,
      total_excluding_tax: net,
    });
  });

  it.each([
    [1000, 0, 1000, 0],
    [1000, -400, 600, 0],
    [1000, -1000, 0, 0],
    [1000, -1500, 0, -500],
    [1000, 250, 1250, 0],
    [-300, 0, 0, -300],
    [49, 0, 0, 49],
    [50, 0, 50, 0],
    [100, -60, 0, 40],
    [0, 200, 200, 0],
  ])("%i and a balance of %i: %i is due, %i is left", (amount, balance, due, left) => {
    const { amount_due, ending_balance, starting_balance } = total([testLine(amount)], {}, balance);
    expect({ amount_due, ending_balance, starting_balance }).toEqual({
      amount_due: due,
      ending_balance: left,
      starting_balance: balance,
    });
  });
});
