import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId, randomText } from "../ids";

/** A payment intent before anything was asked of it; `amount` in minor units. */
export function blankPaymentIntent(
  { now }: Context,
  amount: number,
  currency: string,
): Stripe.PaymentIntent {
  const id = newId("payment_intent");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: now,
    currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: blankCardOptions },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
}

/** What an intent says of card payments when nothing was asked for. */
const blankCardOptions = {
  installments: null,
  mandate_options: null,
  network: null,
  request_three_d_secure: "automatic",
};

/** The kinds of payment method an intent takes that leaves the choice to Stripe. */
export function automaticTypes(currency: string): string[] {
  if (currency === "eur") return ["card", "link", "sepa_debit"];
  return currency === "usd" ? ["card", "link", "us_bank_account"] : ["card", "link"];
}
