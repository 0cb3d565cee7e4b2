// Stripe's minimum charge by settlement currency: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
const minimums: { [currency: string]: number } = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/**
 * How a total and the customer's balance come together, in minor units; a negative balance is credit, a
 * positive one debt. Credit pays first, debt is added, and a negative total becomes credit. Stripe: an
 * amount due below the currency's minimum charge is not collected and becomes debt.
 */
export function settleBalance(
  balance: number,
  total: number,
  currency: string,
): { amountDue: number; endingBalance: number } {
  const due = balance + total;
  const isTooSmall = due > 0 && due < (minimums[currency] ?? 0);
  if (due <= 0 || isTooSmall) return { amountDue: 0, endingBalance: due };
  return { amountDue: due, endingBalance: 0 };
}
