import type Stripe from "stripe";

type Totals = Pick<Stripe.Invoice, "starting_balance" | "total" | "amount_due">;

/** What an invoice and its customer's balance make of each other, in minor units. */
export type Settled = {
  /** What credit pays of it; negative: what it adds to the credit. */
  readonly credit: number;
  /** What is charged along with it of an earlier debt; negative: what it leaves as a debt, too little to be charged. */
  readonly debt: number;
  /** The customer's balance after it, as Stripe counts: negative is credit. */
  readonly balance: number;
};

/**
 * Takes an invoice's amount due apart. Stripe tells the balance before it, the total and the amount due, and of a
 * preview not the balance after it; `amount_due` is `total - credit + debt`.
 * https://docs.stripe.com/billing/customer/balance
 */
export function settleBalance({
  starting_balance: before,
  total,
  amount_due: due,
}: Totals): Settled {
  const balance = before + total - due;
  return {
    credit: Math.max(0, -before) - Math.max(0, -balance),
    debt: Math.max(0, before) - Math.max(0, balance),
    balance,
  };
}

/**
 * What will be charged for `total` when the customer's balance is `balance` by then, in minor units. Stripe previews no
 * invoice after the next one, so this is worked out: credit pays first and debt comes on top. An amount below the
 * currency's least charge, which Stripe puts off, is told as it is.
 */
export function settleLater(total: number, balance: number): Settled & { readonly due: number } {
  const due = Math.max(0, balance + total);
  return { ...settleBalance({ starting_balance: balance, total, amount_due: due }), due };
}
