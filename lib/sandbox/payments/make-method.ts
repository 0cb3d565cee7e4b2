import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { changeAddress, changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam, type Values } from "../protocol/params";
import { blankMethod, type CardFace, cardDetails, nowhere } from "./card-method";
import { type Instrument, keepMethod, requireCard } from "./instrument";
import type { billingDetails, methodShape } from "./method-params";
import { readCard } from "./read-card";
import { takeToken } from "./take-token";
import { fingerprintOf, type TestCard } from "./test-cards";

type Given = Values<typeof methodShape>;

/** A new payment method, attached to nobody, saved. `prefix`: the parameter its description came in. */
export async function makeMethod(context: Context, given: Given, prefix = ""): Promise<Instrument> {
  const at = (name: string) => (prefix === "" ? name : `${prefix}[${name}]`);
  const type = given.type;
  if (type === undefined) throw missingParam(at("type"));
  const { details, card } = await readDetails(context, given, type, at);
  const blank = blankMethod(newId("payment_method"), type, context.now);
  const method: Stripe.PaymentMethod = {
    ...blank,
    ...details,
    allow_redisplay: given.allow_redisplay ?? "unspecified",
    billing_details: changeBilling(given.billing_details, blank.billing_details),
    metadata: changeMetadata(null, given.metadata),
    radar_options: given.radar_options?.session ? { session: given.radar_options.session } : {},
  };
  return keepMethod(context, method, card);
}

type Described = { details: Partial<Stripe.PaymentMethod>; card: TestCard };
type At = (name: string) => string;

function readDetails(
  context: Context,
  given: Given,
  type: NonNullable<Given["type"]>,
  at: At,
): Promise<Described> | Described {
  const card = requireCard("visa");
  if (type === "card") return describeCard(context, given, at);
  if (type === "sepa_debit") return { card, details: { sepa_debit: sepaDebit(given, at) } };
  if (type === "us_bank_account") {
    return { card, details: { us_bank_account: bankAccount(given, at) } };
  }
  return { card, details: { link: { email: given.billing_details?.email ?? null } } };
}

async function describeCard(context: Context, given: Given, at: At): Promise<Described> {
  if (given.card === undefined) throw missingParam(at("card"));
  const { card, face } = await readCardOrToken(context, given.card, at("card"));
  return { card, details: { card: cardDetails(card, face) } };
}

async function readCardOrToken(
  context: Context,
  given: NonNullable<Given["card"]>,
  param: string,
): Promise<{ card: TestCard; face: CardFace }> {
  if (given.token === undefined) return readCard(given, param, context.now);
  return takeToken(context, given.token, `${param}[token]`);
}

/** An IBAN's bank and branch are told apart only where Stripe's examples show it: Germany and Austria. */
function sepaDebit({ sepa_debit: given }: Given, at: At): Stripe.PaymentMethod.SepaDebit {
  if (given === undefined) throw missingParam(at("sepa_debit"));
  const iban = given.iban.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban)) {
    throw invalid(
      "The IBAN you provided is invalid.",
      `${at("sepa_debit")}[iban]`,
      "invalid_bank_account_iban",
    );
  }
  const country = iban.slice(0, 2);
  const digits = country === "AT" ? 5 : 8;
  return {
    bank_code: iban.slice(4, 4 + digits),
    branch_code: "",
    country,
    fingerprint: fingerprintOf(iban),
    generated_from: null,
    last4: iban.slice(-4),
  };
}

function bankAccount(
  { us_bank_account: given }: Given,
  at: At,
): Stripe.PaymentMethod.UsBankAccount {
  if (given === undefined) throw missingParam(at("us_bank_account"));
  const number = given.account_number ?? "000123456789";
  return {
    account_holder_type: given.account_holder_type ?? "individual",
    account_type: given.account_type ?? "checking",
    bank_name: "STRIPE TEST BANK",
    financial_connections_account: given.financial_connections_account ?? null,
    fingerprint: fingerprintOf(`${given.routing_number ?? ""}${number}`),
    last4: number.slice(-4),
    networks: { preferred: "ach", supported: ["ach"] },
    routing_number: given.routing_number ?? "110000000",
    status_details: {},
  };
}

/** Billing details after a change; null unsets. */
export function changeBilling(
  given: Values<{ details: typeof billingDetails }>["details"],
  before: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  return {
    address: changeAddress(given?.address, before.address) ?? nowhere,
    email: changed(given?.email, before.email),
    name: changed(given?.name, before.name),
    phone: changed(given?.phone, before.phone),
    tax_id: changed(given?.tax_id, before.tax_id),
  };
}
