import { currency } from "../catalogue/params";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
} from "../protocol/params";
import { mandateShape } from "./card-options";
import {
  automaticMethods,
  bankOptions,
  cardNetwork,
  choiceShape,
  imported3ds,
  mandateData,
  offSession,
  request3ds,
  returnUrl,
  sepaMandate,
  shipping,
} from "./intent-params";
import { allowableType } from "./method-words";

const usage = oneOf("off_session", "on_session");
const usageOrNone = emptyable(oneOf("none", "off_session", "on_session"));
const credentialUsage = oneOf("installment", "recurring", "unscheduled");
const ifAvailable = oneOf("if_available", "never");

const methodOptions = hash({
  card: hash({
    capture_method: emptyable(oneOf("manual")),
    cvc_token: string(),
    installments: hash({
      enabled: boolean(),
      plan: emptyable(
        hash({
          count: integer(2, 99),
          interval: oneOf("month"),
          type: required(oneOf("bonus", "fixed_count", "revolving")),
        }),
      ),
    }),
    mandate_options: hash({ ...mandateShape, currency: string(3) }),
    moto: boolean(),
    network: cardNetwork,
    request_extended_authorization: ifAvailable,
    request_incremental_authorization: ifAvailable,
    request_multicapture: ifAvailable,
    request_overcapture: ifAvailable,
    request_three_d_secure: request3ds,
    require_cvc_recollection: boolean(),
    setup_future_usage: usageOrNone,
    statement_descriptor_suffix_kana: emptyable(string(22)),
    setup_credential_usage: credentialUsage,
    statement_descriptor_suffix_kanji: emptyable(string(17)),
    stored_credential_usage: credentialUsage,
    three_d_secure: hash({
      ...imported3ds,
      cryptogram: required(string()),
      exemption_indicator: oneOf("low_risk", "none"),
      transaction_id: required(string()),
      version: required(imported3ds.version),
    }),
  }),
  link: hash({
    capture_method: emptyable(oneOf("manual")),
    persistent_token: string(),
    setup_future_usage: emptyable(oneOf("none", "off_session")),
  }),
  sepa_debit: hash({
    mandate_options: sepaMandate,
    setup_future_usage: usageOrNone,
    target_date: string(10),
  }),
  us_bank_account: hash({
    ...bankOptions,
    preferred_settlement_speed: emptyable(oneOf("fastest", "standard")),
    setup_future_usage: usageOrNone,
    target_date: string(10),
  }),
});

const amountDetails = hash({
  discount_amount: emptyable(integer(0)),
  enforce_arithmetic_validation: boolean(),
  shipping: emptyable(
    hash({
      amount: emptyable(integer(0)),
      from_postal_code: emptyable(string(10)),
      to_postal_code: emptyable(string(10)),
    }),
  ),
  tax: emptyable(hash({ total_tax_amount: required(integer(0)) })),
});

const paymentDetails = hash({
  customer_reference: emptyable(string()),
  order_reference: emptyable(string()),
});

/** Data of the payment itself. */
const dataShape = {
  ...choiceShape,
  amount_details: emptyable(amountDetails),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  payment_details: emptyable(paymentDetails),
  payment_method_options: methodOptions,
  payment_method_types: array(allowableType),
  receipt_email: emptyable(string()),
  setup_future_usage: emptyable(usage),
  shipping: emptyable(shipping),
};

const moneyShape = {
  application_fee_amount: emptyable(integer(0)),
  statement_descriptor: string(22),
  statement_descriptor_suffix: string(22),
  transfer_data: hash({
    amount: integer(0),
    description: string(),
    destination: string(),
    metadata: metadata(),
  }),
  transfer_group: string(),
};

/** What only confirming takes. */
const confirmingShape = {
  confirmation_token: string(),
  error_on_requires_action: boolean(),
  mandate: string(),
  mandate_data: mandateData,
  off_session: offSession,
  radar_options: hash({ session: string() }),
  return_url: returnUrl,
  use_stripe_sdk: boolean(),
};

export const createShape = {
  ...dataShape,
  ...moneyShape,
  ...confirmingShape,
  amount: required(integer(1)),
  automatic_payment_methods: automaticMethods,
  confirm: boolean(),
  confirmation_method: oneOf("automatic", "manual"),
  currency: required(currency()),
  on_behalf_of: string(),
};

export const updateShape = {
  ...dataShape,
  ...moneyShape,
  amount: integer(1),
  currency: currency(),
};

const {
  customer: _owner,
  customer_account: _account,
  description: _text,
  metadata: _tags,
  payment_method_configuration: _configuration,
  ...confirmData
} = dataShape;
export const confirmShape = {
  ...confirmData,
  ...confirmingShape,
  amount_to_confirm: integer(1),
  client_secret: string(),
};

export const captureShape = {
  amount_details: emptyable(amountDetails),
  amount_to_capture: integer(1),
  application_fee_amount: integer(0),
  final_capture: boolean(),
  metadata: metadata(),
  payment_details: emptyable(paymentDetails),
  statement_descriptor: string(22),
  statement_descriptor_suffix: string(22),
  transfer_data: hash({ amount: integer(0) }),
};
