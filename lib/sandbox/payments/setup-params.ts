import { currency } from "../catalogue/params";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
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
  request3ds,
  returnUrl,
  sepaMandate,
} from "./intent-params";
import { allowableType } from "./method-words";

const methodOptions = hash({
  card: hash({
    mandate_options: emptyable(hash({ ...mandateShape, currency: required(currency()) })),
    moto: boolean(),
    network: cardNetwork,
    request_three_d_secure: request3ds,
    setup_credential_usage: oneOf("installment", "recurring", "unscheduled"),
    three_d_secure: hash(imported3ds),
  }),
  link: hash({ persistent_token: string() }),
  sepa_debit: hash({ mandate_options: sepaMandate }),
  us_bank_account: hash(bankOptions),
});

const dataShape = {
  ...choiceShape,
  attach_to_self: boolean(),
  flow_directions: array(oneOf("inbound", "outbound")),
  payment_method_options: methodOptions,
  payment_method_types: array(allowableType),
};

const confirmingShape = {
  confirmation_token: string(),
  mandate_data: mandateData,
  return_url: returnUrl,
  use_stripe_sdk: boolean(),
};

export const createShape = {
  ...dataShape,
  ...confirmingShape,
  automatic_payment_methods: automaticMethods,
  confirm: boolean(),
  on_behalf_of: string(),
  single_use: hash({ amount: required(integer(1)), currency: required(currency()) }),
  usage: oneOf("off_session", "on_session"),
};

export const updateShape = dataShape;

export const confirmShape = {
  ...confirmingShape,
  allowed_payment_method_types: choiceShape.allowed_payment_method_types,
  client_secret: string(),
  payment_method: string(),
  payment_method_data: choiceShape.payment_method_data,
  payment_method_options: methodOptions,
};
