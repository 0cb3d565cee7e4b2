import { address } from "../../protocol/address";
import {
  array,
  emptyable,
  hash,
  integer,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../../protocol/params";

const amount = integer(0, 99999999);
const amountType = oneOf("fixed", "maximum");
const verification = oneOf("automatic", "instant", "microdeposits");

/** `payment_settings[payment_method_options]`: what invoices hand on to their payments. '' unsets one. */
export const paymentMethodOptionsShape = {
  acss_debit: emptyable(
    hash({
      mandate_options: hash({ transaction_type: oneOf("business", "personal") }),
      verification_method: verification,
    }),
  ),
  bancontact: emptyable(hash({ preferred_language: oneOf("de", "en", "fr", "nl") })),
  billie: emptyable(
    hash({
      company_details: emptyable(
        hash({
          registered_address: emptyable(address),
          registered_name: string(),
          registration_number: string(),
          registration_type: emptyable(
            oneOf(
              "ch_ein",
              "de_hrb",
              "dk_cvr",
              "es_cif",
              "fi_tunnus",
              "fr_siren",
              "fr_siret",
              "it_rea",
              "nl_kvk",
              "no_org_number",
              "no_pno",
              "se_org_number",
              "se_pno",
              "uk_crn",
            ),
          ),
          vat: string(),
        }),
      ),
    }),
  ),
  blik: emptyable(hash({ mandate_options: hash({ expires_at: timestamp() }) })),
  card: emptyable(
    hash({
      mandate_options: hash({
        amount,
        amount_type: amountType,
        description: string(200),
      }),
      network: oneOf(
        "amex",
        "cartes_bancaires",
        "diners",
        "discover",
        "eftpos_au",
        "girocard",
        "interac",
        "jcb",
        "link",
        "mastercard",
        "unionpay",
        "unknown",
        "visa",
      ),
      request_three_d_secure: oneOf("any", "automatic", "challenge"),
    }),
  ),
  customer_balance: emptyable(
    hash({
      bank_transfer: hash({
        eu_bank_transfer: hash({
          country: required(oneOf("BE", "DE", "ES", "FR", "IE", "NL")),
        }),
        type: string(),
      }),
      funding_type: oneOf("bank_transfer"),
    }),
  ),
  konbini: emptyable(hash({})),
  payto: emptyable(
    hash({
      mandate_options: hash({
        amount,
        purpose: oneOf(
          "dependant_support",
          "government",
          "loan",
          "mortgage",
          "other",
          "pension",
          "personal",
          "retail",
          "salary",
          "tax",
          "utility",
        ),
      }),
    }),
  ),
  pix: emptyable(
    hash({
      expires_after_seconds: integer(60, 1209600),
      mandate_options: hash({
        amount,
        amount_includes_iof: oneOf("always", "never"),
        end_date: string(10),
        payment_schedule: oneOf("halfyearly", "monthly", "quarterly", "weekly", "yearly"),
      }),
    }),
  ),
  sepa_debit: emptyable(hash({})),
  upi: emptyable(
    hash({
      mandate_options: hash({
        amount,
        amount_type: amountType,
        description: string(20),
        end_date: timestamp(),
      }),
    }),
  ),
  us_bank_account: emptyable(
    hash({
      financial_connections: hash({
        filters: hash({ account_subcategories: array(oneOf("checking", "savings"), 2) }),
        permissions: array(oneOf("balances", "ownership", "payment_method", "transactions"), 4),
        prefetch: array(oneOf("balances", "ownership", "transactions"), 3),
      }),
      verification_method: verification,
    }),
  ),
};

export type PaymentMethodOptionsParams = Values<typeof paymentMethodOptionsShape>;
