import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { bookCharge } from "./book-balance";
import { chargeDetails } from "./charge-details";
import type { Decline } from "./declines";
import type { Instrument } from "./instrument";
import { openPage } from "./payment-page";

const authorizationSeconds = 7 * 86400;

/** What a charge repeats of the intent or the request that makes it. */
export type ChargeTerms = Pick<
  Stripe.Charge,
  | "amount"
  | "application_fee_amount"
  | "currency"
  | "customer"
  | "description"
  | "metadata"
  | "on_behalf_of"
  | "payment_intent"
  | "receipt_email"
  | "shipping"
  | "statement_descriptor"
  | "statement_descriptor_suffix"
  | "transfer_data"
  | "transfer_group"
>;

export type ChargeManner = {
  decline: Decline | null;
  wasAuthenticated: boolean;
  /** false: only authorized, to be captured later. */
  isCaptured: boolean;
};

/** Charges an instrument: a charge that succeeded, is authorized, or failed, saved with what it moves. */
export async function makeCharge(
  context: Context,
  terms: ChargeTerms,
  instrument: Instrument,
  manner: ChargeManner,
): Promise<Stripe.Charge> {
  const { now } = context;
  const { decline } = manner;
  const id = newId("charge");
  const isCaptured = manner.isCaptured && decline === null;
  const charge: Stripe.Charge = {
    ...blankCharge(id, now),
    ...terms,
    billing_details: instrument.method.billing_details,
    captured: isCaptured,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    outcome: outcomeOf(instrument, decline),
    paid: decline === null,
    payment_method: instrument.method.id,
    payment_method_details: chargeDetails(instrument, {
      amount: terms.amount,
      captureBefore: now + authorizationSeconds,
      isApproved: decline === null,
      isCaptured,
      wasAuthenticated: manner.wasAuthenticated,
    }),
    receipt_url: decline === null ? await openPage(context, "receipts", id) : null,
    source: instrument.source,
    status: decline === null ? "succeeded" : "failed",
  };
  const saved = isCaptured ? await settleCharge(context, charge, charge.amount) : charge;
  await context.books.put("charge", saved);
  return saved;
}

/** A charge whose money (`amount`, minor units) was taken, with its balance transaction. Not saved. */
export async function settleCharge(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): Promise<Stripe.Charge> {
  const known = await context.books.find("test_card", charge.payment_method ?? "");
  const transaction = await bookCharge(context, {
    source: charge.id,
    amount,
    currency: charge.currency,
    description: charge.description,
    isAvailable: known?.name.startsWith("bypassPending") ?? false,
  });
  return {
    ...charge,
    amount_captured: amount,
    balance_transaction: transaction,
    captured: true,
  };
}

/** What a charge takes over from its intent. */
export function termsOfIntent(intent: Stripe.PaymentIntent): ChargeTerms {
  return {
    amount: intent.amount,
    application_fee_amount: intent.application_fee_amount,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    metadata: intent.metadata,
    on_behalf_of: idOf(intent.on_behalf_of),
    payment_intent: intent.id,
    receipt_email: intent.receipt_email,
    shipping: intent.shipping,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_data: transferOf(intent.transfer_data),
    transfer_group: intent.transfer_group,
  };
}

function transferOf(data: Stripe.PaymentIntent["transfer_data"]): Stripe.Charge["transfer_data"] {
  if (!data) return null;
  return { amount: data.amount ?? null, destination: data.destination };
}

function outcomeOf({ card }: Instrument, decline: Decline | null): Stripe.Charge.Outcome {
  const risk = { risk_level: "normal", risk_score: 20 };
  if (decline === null) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      ...(card.name === "riskLevelElevated" ? { risk_level: "elevated", risk_score: 65 } : risk),
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  const isBlocked = card.isBlocked === true;
  return {
    advice_code: decline.advice_code,
    network_advice_code: null,
    network_decline_code: null,
    network_status: isBlocked ? "not_sent_to_network" : "declined_by_network",
    reason: isBlocked ? "highest_risk_level" : decline.decline_code,
    ...(isBlocked ? { risk_level: "highest", risk_score: 90 } : risk),
    seller_message: isBlocked
      ? "Stripe blocked this payment as too risky."
      : "The bank did not return any further details with this decline.",
    type: isBlocked ? "blocked" : "issuer_declined",
  };
}

function blankCharge(id: string, created: number) {
  return {
    id,
    object: "charge" as const,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    balance_transaction: null,
    calculated_statement_descriptor: "SANDBOX MERCHANT",
    created,
    disputed: false,
    failure_balance_transaction: null,
    fraud_details: {},
    livemode: false,
    radar_options: {},
    receipt_number: null,
    refunded: false,
    review: null,
    source_transfer: null,
  };
}
