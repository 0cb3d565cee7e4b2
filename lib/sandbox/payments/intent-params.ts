import { address } from "../protocol/address";
import { invalid } from "../protocol/errors";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  type Param,
  required,
  string,
  timestamp,
} from "../protocol/params";
import { methodShape } from "./method-params";
import { allowableType, excludableType } from "./method-words";

// What payment intents and setup intents take alike.

/** Where the customer comes back to: a web address or an app's. Throws 400 url_invalid for none. */
export const returnUrl: Param<string> = {
  required: false,
  read: (raw, path) => {
    const text = string().read(raw, path);
    const scheme = URL.canParse(text) ? new URL(text).protocol : "";
    if (
      !/^[a-z][a-z\d+.-]*:$/.test(scheme) ||
      /^(javascript|data|vbscript|file|blob):$/.test(scheme)
    ) {
      throw invalid("Not a valid URL", path, "url_invalid");
    }
    return text;
  },
};

/** `off_session`: yes, no, or which kind of charge in the customer's absence. */
export const offSession = oneOf("true", "false", "one_off", "recurring");

export const mandateData = emptyable(
  hash({
    customer_acceptance: required(
      hash({
        accepted_at: timestamp(),
        offline: hash({}),
        online: hash({ ip_address: string(), user_agent: string() }),
        type: required(oneOf("offline", "online")),
      }),
    ),
  }),
);

export const shipping = hash({
  address: required(address),
  carrier: string(),
  name: required(string()),
  phone: string(),
  tracking_number: string(),
});

export const automaticMethods = hash({
  allow_redirects: oneOf("always", "never"),
  enabled: required(boolean()),
});

/** Which payment method, and which would do. */
export const choiceShape = {
  allowed_payment_method_types: emptyable(array(allowableType)),
  customer: string(),
  customer_account: string(),
  description: string(),
  excluded_payment_method_types: emptyable(array(excludableType)),
  metadata: metadata(),
  payment_method: string(),
  payment_method_configuration: string(),
  payment_method_data: hash(methodShape),
};

export const request3ds = oneOf("any", "automatic", "challenge");

/** What an authentication outside of Stripe gave (https://docs.stripe.com/payments/payment-intents/three-d-secure-import). */
export const imported3ds = {
  ares_trans_status: oneOf("A", "C", "I", "N", "R", "U", "Y"),
  cryptogram: string(),
  electronic_commerce_indicator: oneOf("01", "02", "05", "06", "07"),
  network_options: hash({
    cartes_bancaires: hash({
      cb_avalgo: required(oneOf("0", "1", "2", "3", "4", "A")),
      cb_exemption: string(4),
      cb_score: integer(0, 99),
    }),
  }),
  requestor_challenge_indicator: string(2),
  transaction_id: string(),
  version: oneOf("1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"),
};

export const cardNetwork = oneOf(
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
);

/** Bank accounts of the United States: how they are linked and checked. */
export const bankOptions = {
  financial_connections: hash({
    filters: hash({ account_subcategories: array(oneOf("checking", "savings")) }),
    permissions: array(oneOf("balances", "ownership", "payment_method", "transactions")),
    prefetch: array(oneOf("balances", "ownership", "transactions")),
    return_url: string(),
  }),
  mandate_options: hash({ collection_method: emptyable(oneOf("paper")) }),
  verification_method: oneOf("automatic", "instant", "microdeposits"),
};

export const sepaMandate = hash({ reference_prefix: emptyable(string(12)) });
