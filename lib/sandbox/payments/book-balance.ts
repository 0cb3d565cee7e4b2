import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { feeOf } from "./fees";

const daySeconds = 86400;

type Movement = {
  source: string;
  /** Minor units; negative leaves the account. */
  amount: number;
  currency: string;
  description: string | null;
  isAvailable: boolean;
};

/** Books a payment: Stripe's fee is taken off. Gives the transaction's id. */
export function bookCharge(context: Context, movement: Movement): Promise<string> {
  const fee = feeOf(movement.amount, movement.currency);
  return book(context, movement, "charge", fee);
}

/** Books a refund of `amount` (positive, minor units); the fee is not given back. */
export function bookRefund(context: Context, movement: Movement): Promise<string> {
  return book(context, { ...movement, amount: -movement.amount }, "refund", 0);
}

async function book(
  { books, now }: Context,
  { source, amount, currency, description, isAvailable }: Movement,
  type: "charge" | "refund",
  fee: number,
): Promise<string> {
  const feeDetail = {
    amount: fee,
    application: null,
    currency,
    description: "Stripe processing fees",
    type: "stripe_fee",
  };
  const transaction: Stripe.BalanceTransaction = {
    id: newId("balance_transaction"),
    object: "balance_transaction",
    amount,
    available_on: isAvailable ? now : now + 2 * daySeconds,
    balance_type: "payments",
    created: now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [feeDetail],
    net: amount - fee,
    reporting_category: type,
    source,
    status: isAvailable ? "available" : "pending",
    type,
  };
  await books.put("balance_transaction", transaction);
  return transaction.id;
}
