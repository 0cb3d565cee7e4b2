import { createHash } from "node:crypto";
import type { DeclineName } from "./declines";

/** What a test card shows, and how it behaves (https://docs.stripe.com/testing). */
export type TestCard = {
  /** What follows `pm_card_` and, mostly, `tok_`. */
  name: string;
  number: string;
  brand: string;
  country: string;
  funding: "credit" | "debit" | "prepaid";
  /** Refused whatever is tried with it, attaching too. */
  declines?: DeclineName;
  /** Attaches and sets up, but charges are refused. */
  declinesCharges?: DeclineName;
  /** Stripe itself refuses the charge, for its risk. */
  isBlocked?: true;
  /**
   * When the bank asks for 3-D Secure: always; until it is set up for charges while the customer is
   * away; whenever the customer is there; or only on request.
   */
  authentication?: "always" | "until_set_up" | "on_session" | "on_request";
  /** The money is available at once. */
  bypassesPending?: true;
  failedCheck?: "address_line1_check" | "address_postal_code_check" | "cvc_check";
};

const visa = { brand: "visa", country: "US", funding: "credit" } as const;
const mastercard = { brand: "mastercard", country: "US", funding: "credit" } as const;

function card(
  name: string,
  number: string,
  traits: Partial<TestCard> & { brand?: string } = {},
): TestCard {
  return { ...visa, ...traits, name, number };
}

const brands: TestCard[] = [
  card("visa", "4242424242424242"),
  card("visa_debit", "4000056655665556", { funding: "debit" }),
  card("mastercard", "5555555555554444", mastercard),
  card("mastercard_2series", "2223003122003222", mastercard),
  card("mastercard_debit", "5200828282828210", { ...mastercard, funding: "debit" }),
  card("mastercard_prepaid", "5105105105105100", { ...mastercard, funding: "prepaid" }),
  card("amex", "371449635398431", { brand: "amex" }),
  card("amex_2", "378282246310005", { brand: "amex" }),
  card("discover", "6011111111111117", { brand: "discover" }),
  card("discover_2", "6011000990139424", { brand: "discover" }),
  card("discover_debit", "6011981111111113", { brand: "discover", funding: "debit" }),
  card("diners", "3056930009020004", { brand: "diners" }),
  card("diners_14digits", "36227206271667", { brand: "diners" }),
  card("bccard", "6555900000604105", { brand: "discover" }),
  card("jcb", "3566002020360505", { brand: "jcb", country: "JP" }),
  card("unionpay", "6200000000000005", { brand: "unionpay", country: "CN" }),
  card("unionpay_debit", "6200000000000047", {
    brand: "unionpay",
    country: "CN",
    funding: "debit",
  }),
];

/** Visa cards of other countries: two letters, then the number. */
const countries = {
  at: "4000000400000008",
  au: "4000000360000006",
  be: "4000000560000004",
  br: "4000000760000002",
  ca: "4000001240000000",
  ch: "4000007560000009",
  cn: "4000001560000002",
  cz: "4000002030000002",
  de: "4000002760000016",
  dk: "4000002080000001",
  es: "4000007240000007",
  fi: "4000002460000001",
  fr: "4000002500000003",
  gb: "4000008260000000",
  hk: "4000003440000004",
  ie: "4000003720000005",
  in: "4000003560000008",
  it: "4000003800000008",
  jp: "4000003920000003",
  mx: "4000004840008001",
  nl: "4000005280000002",
  no: "4000005780000007",
  nz: "4000005540000008",
  pl: "4000006160000005",
  pt: "4000006200000007",
  se: "4000007520000008",
  sg: "4000007020000003",
};

const refused: TestCard[] = [
  card("chargeDeclined", "4000000000000002", { declines: "generic_decline" }),
  card("chargeDeclinedInsufficientFunds", "4000000000009995", { declines: "insufficient_funds" }),
  card("chargeDeclinedLostCard", "4000000000009987", { declines: "lost_card" }),
  card("chargeDeclinedStolenCard", "4000000000009979", { declines: "stolen_card" }),
  card("chargeDeclinedExpiredCard", "4000000000000069", { declines: "expired_card" }),
  card("chargeDeclinedIncorrectCvc", "4000000000000127", { declines: "incorrect_cvc" }),
  card("chargeDeclinedProcessingError", "4000000000000119", { declines: "processing_error" }),
  card("chargeDeclinedFraudulent", "4100000000000019", {
    declinesCharges: "fraudulent",
    isBlocked: true,
  }),
  card("chargeDeclinedVelocityLimitExceeded", "4000000000006975", {
    declines: "card_velocity_exceeded",
  }),
  card("chargeCustomerFail", "4000000000000341", { declinesCharges: "generic_decline" }),
  card("riskLevelHighest", "4000000000004954", { declinesCharges: "fraudulent", isBlocked: true }),
];

const authenticated: TestCard[] = [
  card("authenticationRequired", "4000002760003184", { authentication: "always", country: "DE" }),
  card("authenticationRequiredOnSetup", "4000002500003155", {
    authentication: "until_set_up",
    country: "FR",
  }),
  card("authenticationRequiredSetupForOffSession", "4000003800000446", {
    authentication: "on_session",
    country: "IT",
  }),
  card("authenticationRequiredChargeDeclinedInsufficientFunds", "4000008260003178", {
    authentication: "on_session",
    country: "GB",
    declinesCharges: "insufficient_funds",
  }),
  card("threeDSecure2Required", "4000000000003220", { authentication: "always" }),
  card("threeDSecureRequired", "4000000000003063", { authentication: "always" }),
  card("threeDSecureRequiredChargeDeclined", "4000008400001629", {
    authentication: "always",
    declinesCharges: "generic_decline",
  }),
  card("threeDSecureRequiredProcessingError", "4000008400001280", {
    declinesCharges: "generic_decline",
  }),
  card("threeDSecureOptional", "4000000000003055", { authentication: "on_request" }),
];

const special: TestCard[] = [
  card("avsFail", "4000000000000010", { failedCheck: "address_postal_code_check" }),
  card("avsLine1Fail", "4000000000000028", { failedCheck: "address_line1_check" }),
  card("avsZipFail", "4000000000000036", { failedCheck: "address_postal_code_check" }),
  card("bypassPending", "4000000000000077", { bypassesPending: true }),
  card("bypassPendingInternational", "4000003720000278", { bypassesPending: true, country: "IE" }),
  card("createDispute", "4000000000000259"),
  card("createDisputeInquiry", "4000000000001976"),
  card("createDisputeProductNotReceived", "4000000000002685"),
  card("createIssuerFraudRecord", "4000000000005423"),
  card("cvcCheckFail", "4000000000000101", { failedCheck: "cvc_check" }),
  card("pendingRefund", "4000000000007726"),
  card("refundFail", "4000000000005126"),
  card("riskLevelElevated", "4000000000009235"),
];

const cards: readonly TestCard[] = [
  ...brands,
  ...Object.entries(countries).map(([code, number]) =>
    card(code, number, { country: code.toUpperCase() }),
  ),
  card("gb_debit", "4000058260000005", { country: "GB", funding: "debit" }),
  ...refused,
  ...authenticated,
  ...special,
];

const byName = new Map(cards.map((each) => [each.name, each]));
const byNumber = new Map(cards.map((each) => [each.number, each]));

/** Other names that Stripe gives the same cards. */
const aliases: Record<string, string> = {
  authenticationRequiredSetupForFutureUse: "authenticationRequiredOnSetup",
  radarBlock: "chargeDeclinedFraudulent",
  threeDSecure2RequiredSetup: "threeDSecure2Required",
  us: "visa",
};

/** The card of a name as test ids have it: `visa`, `visa_chargeDeclined`, `chargeCustomerFail`. */
export function findCardByName(name: string): TestCard | null {
  const plain = name.replace(/^visa_(?=charge)/, "");
  return byName.get(aliases[plain] ?? plain) ?? null;
}

/** The card of a test payment method, e.g. pm_card_visa; null for any other id. */
export function findTestMethod(id: string): TestCard | null {
  return id.startsWith("pm_card_") ? findCardByName(id.slice("pm_card_".length)) : null;
}

/** The card of a test token, e.g. tok_visa; null for any other id. */
export function findTestToken(id: string): TestCard | null {
  return id.startsWith("tok_") ? findCardByName(id.slice("tok_".length)) : null;
}

/** The test card of a number (digits only), or null. */
export function findCardByNumber(number: string): TestCard | null {
  return byNumber.get(number) ?? null;
}

/** Stripe's fingerprint: the same for one number, whoever brings it. */
export function fingerprintOf(number: string): string {
  return createHash("sha256").update(number).digest("base64url").replace(/[-_]/g, "0").slice(0, 16);
}
