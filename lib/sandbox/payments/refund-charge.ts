import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { MetadataChange } from "../protocol/params";
import { bookRefund } from "./book-balance";

type RefundParams = {
  reason?: "duplicate" | "fraudulent" | "requested_by_customer" | undefined;
  metadata?: MetadataChange | null | undefined;
};

/**
 * Gives back `amount` (minor units; undefined: all that is left) of a charge. Saves the refund, its
 * balance transaction and the charge. Throws 400 when nothing or less than that is left.
 */
export async function refundCharge(
  context: Context,
  charge: Stripe.Charge,
  amount: number | undefined,
  params: RefundParams = {},
): Promise<Stripe.Refund> {
  const { books, now } = context;
  const left = charge.amount_captured - charge.amount_refunded;
  checkRefund(charge, amount, left);
  const given = amount ?? left;
  const id = newId("refund");
  const transaction = await bookRefund(context, {
    source: id,
    amount: given,
    currency: charge.currency,
    description: `REFUND FOR CHARGE${charge.description === null ? "" : ` (${charge.description})`}`,
    isAvailable: false,
  });
  const refund: Stripe.Refund = {
    id,
    object: "refund",
    amount: given,
    balance_transaction: transaction,
    charge: charge.id,
    created: now,
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destination(charge),
    metadata: changeMetadata(null, params.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
  await books.put("refund", refund);
  await books.put("charge", {
    ...charge,
    amount_refunded: charge.amount_refunded + given,
    refunded: given === left,
  });
  return refund;
}

function checkRefund(charge: Stripe.Charge, amount: number | undefined, left: number): void {
  if (charge.status === "failed") {
    throw invalid(`Charge ${charge.id} has failed and cannot be refunded.`, "charge");
  }
  if (!charge.captured) {
    throw invalid(
      `Charge ${charge.id} is not captured: cancel its PaymentIntent, or refund it once it is.`,
      "charge",
    );
  }
  if (left <= 0) {
    throw invalid(
      `Charge ${charge.id} has already been refunded.`,
      undefined,
      "charge_already_refunded",
    );
  }
  if (amount === undefined || amount <= left) return;
  const money = (value: number) => formatMoney(value, charge.currency);
  const isWhole = charge.amount_refunded === 0;
  throw invalid(
    isWhole
      ? `Refund amount (${money(amount)}) is greater than charge amount (${money(left)})`
      : `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`,
    "amount",
    "amount_too_large",
  );
}

function destination(charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type !== "card") return { type };
  return {
    card: {
      reference: "1234567890123456",
      reference_status: "available",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
    type,
  };
}
