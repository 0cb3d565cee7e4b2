import type Stripe from "stripe";
import { address, addressOf, changed } from "../protocol/address";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { paymentMethodOptionsShape } from "../subscriptions/params/payment-method-options";
import { paymentMethodTypes } from "../subscriptions/params/payment-shape";
import { changeMethodOptions } from "../subscriptions/payment-method-options";

/** Where an invoice's options are other than a subscription's: it is paid once, so it has no mandates. */
const ownShape = {
  billie: emptyable(
    hash({
      company_details: emptyable(
        hash({
          registered_address: emptyable(address),
          registered_name: string(),
          registration_number: string(),
          registration_type: emptyable(string()),
          vat: string(),
        }),
      ),
      reference: string(),
    }),
  ),
  blik: emptyable(hash({})),
  card: emptyable(
    hash({
      installments: hash({
        enabled: boolean(),
        plan: emptyable(
          hash({
            count: integer(1),
            interval: oneOf("month"),
            type: required(oneOf("bonus", "fixed_count", "revolving")),
          }),
        ),
      }),
      request_three_d_secure: oneOf("any", "automatic", "challenge"),
    }),
  ),
  pix: emptyable(
    hash({
      amount_includes_iof: oneOf("always", "never"),
      expires_after_seconds: integer(10, 1209600),
    }),
  ),
};
const optionsShape = { ...paymentMethodOptionsShape, ...ownShape };

export const settingsShape = {
  default_mandate: emptyable(string()),
  payment_method_options: hash(optionsShape),
  payment_method_types: emptyable(array(paymentMethodTypes, 50)),
};

type Options = Stripe.Invoice.PaymentSettings.PaymentMethodOptions;
type Given = Values<typeof optionsShape>;

/** Payment settings after a change; what is not named stays, null unsets. */
export function changePaymentSettings(
  given: Values<typeof settingsShape> | undefined,
  before: Stripe.Invoice.PaymentSettings,
): Stripe.Invoice.PaymentSettings {
  const options = given?.payment_method_options;
  return {
    default_mandate: changed(given?.default_mandate, before.default_mandate),
    payment_method_options:
      options === undefined
        ? before.payment_method_options
        : changeOptions(options, before.payment_method_options),
    payment_method_types: changed(given?.payment_method_types, before.payment_method_types),
  };
}

function changeOptions(given: Given, before: Options | null): Options {
  const none = { billie: undefined, blik: undefined, card: undefined, pix: undefined };
  const shared = changeMethodOptions({ ...given, ...none }, null);
  const one = <K extends keyof Options & keyof Given>(name: K, value: Options[K] | undefined) =>
    given[name] === undefined ? (before?.[name] ?? null) : (value ?? null);
  return {
    acss_debit: one("acss_debit", shared?.acss_debit),
    bancontact: one("bancontact", shared?.bancontact),
    billie: one("billie", billieOf(given.billie)),
    blik: one("blik", given.blik),
    card: one("card", cardOf(given.card)),
    customer_balance: one("customer_balance", shared?.customer_balance),
    konbini: one("konbini", shared?.konbini),
    payto: one("payto", shared?.payto),
    pix: one("pix", pixOf(given.pix)),
    sepa_debit: one("sepa_debit", shared?.sepa_debit),
    upi: one("upi", shared?.upi),
    us_bank_account: one("us_bank_account", shared?.us_bank_account),
  };
}

function billieOf(given: Given["billie"]): Options["billie"] {
  if (!given) return null;
  const { company_details: company, reference } = given;
  const place = company?.registered_address;
  const details = company && {
    registered_name: company.registered_name ?? null,
    registration_number: company.registration_number ?? null,
    vat: company.vat ?? null,
    ...(place && { registered_address: addressOf(place) }),
  };
  return { reference: reference ?? null, ...(details && { company_details: details }) };
}

function cardOf(given: Given["card"]): Options["card"] {
  return given
    ? {
        installments: { enabled: given.installments?.enabled ?? null },
        request_three_d_secure: given.request_three_d_secure ?? null,
      }
    : null;
}

function pixOf(given: Given["pix"]): Options["pix"] {
  return given
    ? {
        amount_includes_iof: given.amount_includes_iof ?? null,
        expires_after_seconds: given.expires_after_seconds ?? 14400,
      }
    : null;
}
