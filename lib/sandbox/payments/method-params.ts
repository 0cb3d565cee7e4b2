import { billingAddress } from "../protocol/address";
import { email, emptyable, hash, metadata, oneOf, required, string } from "../protocol/params";
import { cardShape } from "./read-card";

export const billingDetails = hash({
  address: emptyable(billingAddress),
  email: emptyable(email()),
  name: emptyable(string()),
  phone: emptyable(string()),
  tax_id: string(),
});

export const allowRedisplay = oneOf("always", "limited", "unspecified");
export const accountHolderType = oneOf("company", "individual");
export const accountType = oneOf("checking", "savings");

/** The kinds of payment method the sandbox knows. */
const methodType = oneOf("card", "link", "sepa_debit", "us_bank_account");

/** A payment method as it is created, or given along with an intent (`payment_method_data`). */
export const methodShape = {
  allow_redisplay: allowRedisplay,
  billing_details: billingDetails,
  card: hash({ ...cardShape, token: string() }),
  link: hash({}),
  metadata: metadata(),
  radar_options: hash({ session: string() }),
  sepa_debit: hash({ iban: required(string(50)) }),
  type: methodType,
  us_bank_account: hash({
    account_holder_type: accountHolderType,
    account_number: string(),
    account_type: accountType,
    financial_connections_account: string(),
    routing_number: string(),
  }),
};
