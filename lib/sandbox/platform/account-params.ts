import { address } from "../protocol/address";
import { invalid } from "../protocol/errors";
import {
  array,
  boolean,
  email,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  type Param,
  readParams,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";

const requested = { requested: boolean() };

/** Any of Stripe's capabilities, by name; here all that are asked for are active. */
function capabilities(): Param<{ [name: string]: boolean }> {
  return {
    required: false,
    read: (raw, path) => {
      if (typeof raw === "string" || Array.isArray(raw)) throw invalid("Invalid object", path);
      const read = Object.entries(raw).map(([name, value]): [string, boolean] => {
        const at = `${path}[${name}]`;
        if (typeof value === "string" || Array.isArray(value)) throw invalid("Invalid object", at);
        if (!/^[a-z0-9_]{1,60}$/.test(name)) throw invalid(`Invalid capability: ${name}`, at);
        return [name, readParams(requested, value, at).requested ?? false];
      });
      return Object.fromEntries(read);
    },
  };
}

/** A colour as CSS writes it: #rrggbb. */
function colour(): Param<string> {
  const text = string(7);
  return {
    ...text,
    read: (raw, path) => {
      const value = text.read(raw, path);
      if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase();
      throw invalid(`Invalid hex color: ${value}`, path);
    },
  };
}

const profile = hash({
  annual_revenue: hash({ amount: integer(), currency: string(3), fiscal_year_end: string(10) }),
  estimated_worker_count: integer(0),
  mcc: string(4),
  minority_owned_business_designation: array(
    oneOf(
      "lgbtqi_owned_business",
      "minority_owned_business",
      "none_of_these_apply",
      "prefer_not_to_answer",
      "women_owned_business",
    ),
  ),
  monthly_estimated_revenue: hash({ amount: integer(), currency: string(3) }),
  name: string(),
  product_description: string(40_000),
  specified_commercial_transactions_act_url: emptyable(webAddress()),
  support_address: address,
  support_email: email(),
  support_phone: string(),
  support_url: emptyable(webAddress()),
  url: webAddress(),
});

const settings = hash({
  branding: hash({
    icon: string(),
    logo: string(),
    primary_color: colour(),
    secondary_color: colour(),
  }),
  card_payments: hash({
    decline_on: hash({ avs_failure: boolean(), cvc_failure: boolean() }),
    statement_descriptor_prefix: string(10),
    statement_descriptor_prefix_kana: emptyable(string()),
    statement_descriptor_prefix_kanji: emptyable(string()),
  }),
  invoices: hash({
    default_account_tax_ids: emptyable(array(string())),
    hosted_payment_method_save: oneOf("always", "never", "offer"),
  }),
  payments: hash({
    statement_descriptor: string(22),
    statement_descriptor_kana: string(22),
    statement_descriptor_kanji: string(22),
  }),
});

const changeShape = {
  business_profile: profile,
  business_type: oneOf("company", "government_entity", "individual", "non_profit"),
  capabilities: capabilities(),
  company: hash({ address, name: string(), phone: string(), tax_id: string(), vat_id: string() }),
  default_currency: string(3),
  email: email(),
  metadata: metadata(),
  settings,
  tos_acceptance: hash({
    date: timestamp(),
    ip: string(),
    service_agreement: string(),
    user_agent: string(),
  }),
};

export const updateShape = changeShape;
export const createShape = {
  ...changeShape,
  controller: hash({
    fees: hash({ payer: oneOf("account", "application") }),
    losses: hash({ payments: oneOf("application", "stripe") }),
    requirement_collection: oneOf("application", "stripe"),
    stripe_dashboard: hash({ type: oneOf("express", "full", "none") }),
  }),
  country: string(2),
  type: oneOf("custom", "express", "standard"),
};

export type AccountChanges = Values<typeof changeShape>;
