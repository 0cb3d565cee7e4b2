import type Stripe from "stripe";
import type { Money } from "../../portal/money";
import type { NextCharge } from "../../portal/preview";
import { settleBalance, settleLater } from "./settle-balance";

/**
 * What the invoice of `at` (Unix seconds) will charge, of which `preview` is Stripe's. `balance` is what the customer's
 * will be by then, minor units: where another invoice comes first it is not the one that the preview reckons with.
 */
export function nextChargeOf(
  at: number,
  preview: Stripe.Invoice,
  balance: number = preview.starting_balance,
): NextCharge {
  const { currency, total, amount_due } = preview;
  const settled =
    balance === preview.starting_balance
      ? { ...settleBalance(preview), due: amount_due }
      : settleLater(total, balance);
  const money = (amount: number): Money => ({ amount, currency });
  const orNull = (amount: number) => (amount === 0 ? null : money(amount));
  return {
    at,
    amount: money(settled.due),
    total: money(total),
    balance: orNull(Math.max(0, settled.credit)),
    debt: orNull(settled.debt),
    left: orNull(Math.max(0, -settled.balance)),
  };
}
