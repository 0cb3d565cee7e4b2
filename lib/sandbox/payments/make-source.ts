import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { blankMethod, type CardFace, cardDetails, cvcCheck } from "./card-method";
import type { Instrument } from "./instrument";
import { takeToken } from "./take-token";
import { fingerprintOf, type TestCard } from "./test-cards";

/** Stripe's legacy names of the brands. */
const legacyBrands: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "MasterCard",
  unionpay: "UnionPay",
  visa: "Visa",
};

export type CardHolder = {
  address_city?: string | undefined;
  address_country?: string | undefined;
  address_line1?: string | undefined;
  address_line2?: string | undefined;
  address_state?: string | undefined;
  address_zip?: string | undefined;
  name?: string | undefined;
};

/** A legacy card as it is shown; `customer` null: of nobody. */
export function legacyCard(
  id: string,
  card: TestCard,
  face: CardFace,
  customer: string | null,
  holder: CardHolder = {},
): Stripe.Card {
  const check = (isGiven: boolean, name: string) =>
    !isGiven ? null : card.failedCheck === name ? "fail" : "pass";
  return {
    id,
    object: "card",
    address_city: holder.address_city ?? null,
    address_country: holder.address_country ?? null,
    address_line1: holder.address_line1 ?? null,
    address_line1_check: check(holder.address_line1 !== undefined, "address_line1_check"),
    address_line2: holder.address_line2 ?? null,
    address_state: holder.address_state ?? null,
    address_zip: holder.address_zip ?? null,
    address_zip_check: check(holder.address_zip !== undefined, "address_postal_code_check"),
    allow_redisplay: "unspecified",
    brand: legacyBrands[card.brand] ?? "Unknown",
    country: card.country,
    customer,
    cvc_check: cvcCheck(card, face),
    dynamic_last4: null,
    exp_month: face.expMonth,
    exp_year: face.expYear,
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    last4: card.number.slice(-4),
    metadata: {},
    name: holder.name ?? null,
    networks: { preferred: null },
    regulated_status: "unregulated",
    tokenization_method: null,
  };
}

/**
 * A legacy card made of a token (tok_visa, or one that was created), saved. `customer` null: for one
 * charge only. Throws 400 for a token that is unknown or used.
 */
export async function makeSource(
  context: Context,
  token: string,
  customer: string | null,
  param: string,
): Promise<Instrument> {
  const { books, now } = context;
  const { card, face } = await takeToken(context, token, param);
  const made = await books.find("token", token);
  const id = made?.card?.id ?? newId("source");
  const source = { ...legacyCard(id, card, face, customer), ...holderOf(made), id, customer };
  const traits = { isSetUp: false, isSpent: false };
  await books.put("source", source);
  await books.put("test_card", { id, name: card.name, ...traits });
  const method = { ...blankMethod(id, "card", now), card: cardDetails(card, face), customer };
  return { method, card, ...traits, source };
}

/** A token's card already bears its holder's name and address. */
function holderOf(token: Stripe.Token | null): Partial<Stripe.Card> {
  return token?.card ?? {};
}
