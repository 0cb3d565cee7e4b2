import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId, randomText } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { requireCustomer, requireDocument } from "./find";

/** Stripe's test cards that always pay, by their payment method ids. */
const testCards: Record<string, { brand: string; last4: string }> = {
  pm_card_visa: { brand: "visa", last4: "4242" },
  pm_card_mastercard: { brand: "mastercard", last4: "4444" },
  pm_card_amex: { brand: "amex", last4: "8431" },
};

/** What a test id shows when it is retrieved without being attached; null for any other id. */
export function findTemplate(id: string, now: number): Stripe.PaymentMethod | null {
  const card = testCards[id];
  return card === undefined ? null : cardMethod(id, card, now);
}

/**
 * Attaches a payment method to a customer. Stripe's test ids are templates: attaching one makes a copy
 * with an id of its own. `param` names the parameter the id came in, undefined: the path.
 */
export async function attachMethod(
  { books, now }: Context,
  id: string,
  customer: string,
  param: string | undefined,
): Promise<Stripe.PaymentMethod> {
  await requireCustomer(books, customer, "customer");
  const card = testCards[id];
  const before = card
    ? cardMethod(newId("payment_method"), card, now)
    : await requireDocument(books, "payment_method", id, param);
  const owner = idOf(before.customer);
  if (owner !== null && owner !== customer) {
    throw invalid("The payment method you provided has already been attached to a customer.");
  }
  if (card === undefined && owner === null) {
    throw invalid(
      "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
    );
  }
  const method = { ...before, customer };
  await books.put("payment_method", method);
  return method;
}

/** A payment method of this customer, named in a parameter. */
export async function requireOwnPaymentMethod(
  { books }: Context,
  id: string,
  customer: string,
  param: string,
): Promise<string> {
  const method = await books.find("payment_method", id);
  if (idOf(method?.customer) !== customer) throw noSuchReference("PaymentMethod", id, param);
  return id;
}

function cardMethod(
  id: string,
  { brand, last4 }: { brand: string; last4: string },
  now: number,
): Stripe.PaymentMethod {
  const year = new Date(now * 1000).getUTCFullYear();
  return {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: brand,
      exp_month: 12,
      exp_year: year + 1,
      fingerprint: randomText(16),
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
