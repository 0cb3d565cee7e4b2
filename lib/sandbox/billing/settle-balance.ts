import { minimumCharge } from "./minimum-charge";

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
  const isTooSmall = due > 0 && due < minimumCharge(currency);
  if (due <= 0 || isTooSmall) return { amountDue: 0, endingBalance: due };
  return { amountDue: due, endingBalance: 0 };
}
