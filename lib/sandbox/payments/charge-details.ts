import type Stripe from "stripe";
import type { Instrument } from "./instrument";

export type ChargeFacts = {
  amount: number;
  wasAuthenticated: boolean;
  isCaptured: boolean;
  isApproved: boolean;
  /** When an authorization ends, in unix seconds. */
  captureBefore: number;
};

/** How a charge was paid, by the kind of payment method. */
export function chargeDetails(
  { method, card }: Instrument,
  facts: ChargeFacts,
): Stripe.Charge.PaymentMethodDetails {
  if (method.card !== undefined) {
    return { type: "card", card: cardPart(method, method.card, card.failedCheck, facts) };
  }
  if (method.sepa_debit !== undefined) {
    const { generated_from: _origin, ...account } = method.sepa_debit;
    return { type: "sepa_debit", sepa_debit: { ...account, mandate: null } };
  }
  if (method.us_bank_account !== undefined) {
    const account = method.us_bank_account;
    return {
      type: "us_bank_account",
      us_bank_account: {
        account_holder_type: account.account_holder_type,
        account_type: account.account_type,
        bank_name: account.bank_name,
        fingerprint: account.fingerprint,
        last4: account.last4,
        payment_reference: null,
        routing_number: account.routing_number,
      },
    };
  }
  return { type: "link", link: { country: null } };
}

function cardPart(
  method: Stripe.PaymentMethod,
  card: Stripe.PaymentMethod.Card,
  failedCheck: string | undefined,
  facts: ChargeFacts,
): Stripe.Charge.PaymentMethodDetails.Card {
  const address = method.billing_details.address;
  const check = (name: string, isGiven: boolean) =>
    !isGiven ? null : failedCheck === name ? "fail" : "pass";
  return {
    amount_authorized: facts.isApproved ? facts.amount : null,
    authorization_code: facts.isApproved ? "123456" : null,
    brand: card.brand,
    ...(facts.isApproved && !facts.isCaptured ? { capture_before: facts.captureBefore } : {}),
    checks: {
      address_line1_check: check("address_line1_check", Boolean(address?.line1)),
      address_postal_code_check: check("address_postal_code_check", Boolean(address?.postal_code)),
      cvc_check: card.checks?.cvc_check ?? null,
    },
    country: card.country,
    electronic_commerce_indicator: facts.wasAuthenticated ? "05" : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: "disabled" },
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: facts.isApproved ? "754715118271517" : null,
    overcapture: { maximum_amount_capturable: facts.amount, status: "unavailable" },
    regulated_status: card.regulated_status,
    three_d_secure: facts.wasAuthenticated ? authenticated : null,
    transaction_link_id: null,
    wallet: null,
  };
}

const authenticated: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: "bb5c0b2a-8e0c-4f0f-9d7e-2f6a6d0a4a11",
  version: "2.2.0",
};
