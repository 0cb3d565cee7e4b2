import type Stripe from "stripe";
import { fingerprintOf, type TestCard } from "./test-cards";

export type CardFace = { expMonth: number; expYear: number; hasCvc: boolean };

/** The face of Stripe's own test methods: December of next year. `now` in unix seconds. */
export function faceOfTemplate(now: number): CardFace {
  return { expMonth: 12, expYear: new Date(now * 1000).getUTCFullYear() + 1, hasCvc: true };
}

/** An address nothing is known of. */
export const nowhere: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** A payment method that belongs to nobody yet; its kind's details are the caller's. */
export function blankMethod(id: string, type: string, now: number): Stripe.PaymentMethod {
  return {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: nowhere, email: null, name: null, phone: null, tax_id: null },
    created: now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    radar_options: {},
    type,
  };
}

const displayBrands: Record<string, string> = {
  amex: "american_express",
  diners: "diners_club",
  unionpay: "union_pay",
};

/** What a payment method shows of a card. */
export function cardDetails(card: TestCard, face: CardFace): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: cvcCheck(card, face),
    },
    country: card.country,
    display_brand: displayBrands[card.brand] ?? card.brand,
    exp_month: face.expMonth,
    exp_year: face.expYear,
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: card.brand !== "unionpay" },
    wallet: null,
  };
}

/** Whether the security code was right; null when none was given. */
export function cvcCheck(card: TestCard, { hasCvc }: CardFace): string | null {
  if (!hasCvc) return null;
  return card.failedCheck === "cvc_check" ? "fail" : "pass";
}
