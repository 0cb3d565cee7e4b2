import type Stripe from "stripe";
import { addressOf } from "../protocol/address";
import type { PaymentMethodOptionsParams } from "./params/payment-method-options";

type Options = Stripe.Subscription.PaymentSettings.PaymentMethodOptions;
type Given<K extends keyof PaymentMethodOptionsParams> = NonNullable<PaymentMethodOptionsParams[K]>;

/** How each method's options are answered: what was given, null where the SDK's types have null. */
const answers = {
  acss_debit: ({ mandate_options: mandate, verification_method: verification }) => ({
    ...(mandate && { mandate_options: { transaction_type: mandate.transaction_type ?? null } }),
    ...(verification && { verification_method: verification }),
  }),
  bancontact: ({ preferred_language: language }) => ({ preferred_language: language ?? "en" }),
  billie: ({ company_details: company }) =>
    company ? { company_details: companyOf(company) } : {},
  blik: ({ mandate_options: mandate }) =>
    mandate ? { mandate_options: { expires_at: mandate.expires_at ?? null } } : {},
  card: ({ mandate_options: mandate, network, request_three_d_secure: secure }) => ({
    ...(mandate && {
      mandate_options: {
        amount: mandate.amount ?? null,
        amount_type: mandate.amount_type ?? null,
        description: mandate.description ?? null,
      },
    }),
    network: network ?? null,
    request_three_d_secure: secure ?? null,
  }),
  customer_balance: ({ bank_transfer: transfer, funding_type: funding }) => ({
    ...(transfer && {
      bank_transfer: {
        ...(transfer.eu_bank_transfer && { eu_bank_transfer: transfer.eu_bank_transfer }),
        type: transfer.type ?? null,
      },
    }),
    funding_type: funding ?? null,
  }),
  konbini: () => ({}),
  payto: ({ mandate_options: mandate }) =>
    mandate
      ? {
          mandate_options: {
            amount: mandate.amount ?? null,
            amount_type: "maximum",
            purpose: mandate.purpose ?? null,
          },
        }
      : {},
  pix: ({ expires_after_seconds: seconds, mandate_options: mandate }) => ({
    ...(seconds !== undefined && { expires_after_seconds: seconds }),
    ...(mandate && {
      mandate_options: {
        amount: mandate.amount ?? null,
        amount_includes_iof: mandate.amount_includes_iof ?? null,
        end_date: mandate.end_date ?? null,
        payment_schedule: mandate.payment_schedule ?? null,
      },
    }),
  }),
  sepa_debit: () => ({}),
  upi: ({ mandate_options: mandate }) =>
    mandate
      ? {
          mandate_options: {
            amount: mandate.amount ?? null,
            amount_type: mandate.amount_type ?? null,
            description: mandate.description ?? null,
            end_date: mandate.end_date ?? null,
          },
        }
      : {},
  us_bank_account: ({ financial_connections: connections, verification_method: verification }) => ({
    ...(connections && {
      financial_connections: {
        ...(connections.filters?.account_subcategories && {
          filters: { account_subcategories: connections.filters.account_subcategories },
        }),
        ...(connections.permissions && { permissions: connections.permissions }),
        prefetch: connections.prefetch ?? null,
      },
    }),
    ...(verification && { verification_method: verification }),
  }),
} satisfies {
  [K in keyof PaymentMethodOptionsParams]-?: (given: Given<K>) => NonNullable<Options[K]>;
};

/** The options after a change: a method that was named is replaced, null unsets it, the rest stays. */
export function changeMethodOptions(
  given: PaymentMethodOptionsParams | undefined,
  before: Options | null,
): Options | null {
  if (given === undefined) return before;
  const billie = one(given.billie, before?.billie, answers.billie);
  const blik = one(given.blik, before?.blik, answers.blik);
  return {
    acss_debit: one(given.acss_debit, before?.acss_debit, answers.acss_debit),
    bancontact: one(given.bancontact, before?.bancontact, answers.bancontact),
    ...(billie && { billie }),
    ...(blik && { blik }),
    card: one(given.card, before?.card, answers.card),
    customer_balance: one(
      given.customer_balance,
      before?.customer_balance,
      answers.customer_balance,
    ),
    konbini: one(given.konbini, before?.konbini, answers.konbini),
    payto: one(given.payto, before?.payto, answers.payto),
    pix: one(given.pix, before?.pix, answers.pix),
    sepa_debit: one(given.sepa_debit, before?.sepa_debit, answers.sepa_debit),
    upi: one(given.upi, before?.upi, answers.upi),
    us_bank_account: one(given.us_bank_account, before?.us_bank_account, answers.us_bank_account),
  };
}

function one<G, A>(
  given: G | null | undefined,
  before: A | null | undefined,
  answer: (given: G) => A,
): A | null {
  if (given === undefined) return before ?? null;
  return given === null ? null : answer(given);
}

function companyOf(
  company: NonNullable<Given<"billie">["company_details"]>,
): Stripe.Subscription.PaymentSettings.PaymentMethodOptions.Billie.CompanyDetails {
  const { registered_address: address, registration_type: type } = company;
  return {
    ...(address && { registered_address: addressOf(address) }),
    registered_name: company.registered_name ?? null,
    registration_number: company.registration_number ?? null,
    ...(type && { registration_type: type }),
    vat: company.vat ?? null,
  };
}
