import type Stripe from "stripe";
import { addressOf, changed } from "../protocol/address";
import { changeMetadata } from "../protocol/metadata";
import type { AccountChanges } from "./account-params";

/** An account with nothing but an id, ready for business: nothing is asked of it. `type` as in Connect. */
export function blankAccount(
  id: string,
  created: number,
  type: Stripe.Account.Type,
): Stripe.Account {
  const nothingDue = {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
  return {
    id,
    object: "account",
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    created,
    default_currency: "usd",
    details_submitted: true,
    email: null,
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: nothingDue,
    groups: null,
    metadata: {},
    payouts_enabled: true,
    requirements: nothingDue,
    settings: blankSettings,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type,
  };
}

const blankSettings: Stripe.Account.Settings = {
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: {
    decline_on: { avs_failure: false, cvc_failure: false },
    statement_descriptor_prefix: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  dashboard: { display_name: null, timezone: "Etc/UTC" },
  invoices: { default_account_tax_ids: null, hosted_payment_method_save: "offer" },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
};

/** The account after a change. What is not named stays. */
export function changeAccount(before: Stripe.Account, given: AccountChanges): Stripe.Account {
  const { company, business_type: type = before.business_type, capabilities = {} } = given;
  const active = Object.entries(capabilities).map(([name, isWanted]) => [
    name,
    isWanted ? "active" : "inactive",
  ]);
  return {
    ...before,
    business_profile: changeProfile(before.business_profile, given.business_profile),
    ...(type === undefined ? {} : { business_type: type }),
    capabilities: { ...before.capabilities, ...Object.fromEntries(active) },
    ...(company === undefined ? {} : { company: changeCompany(before.company, company) }),
    default_currency: given.default_currency?.toLowerCase() ?? before.default_currency ?? "usd",
    email: given.email ?? before.email,
    metadata: changeMetadata(before.metadata ?? null, given.metadata),
    settings: changeSettings(before.settings ?? blankSettings, given),
    tos_acceptance: { ...before.tos_acceptance, ...defined(given.tos_acceptance ?? {}) },
  };
}

type Profile = Stripe.Account.BusinessProfile;

function changeProfile(
  before: Profile | null | undefined,
  given: AccountChanges["business_profile"],
): Profile | null {
  if (before === null || before === undefined || given === undefined) return before ?? null;
  const { annual_revenue: revenue, monthly_estimated_revenue: monthly, ...plain } = given;
  return {
    ...before,
    ...defined({ ...plain, support_address: undefined }),
    ...(given.support_address === undefined
      ? {}
      : { support_address: addressOf(given.support_address) }),
    ...(monthly === undefined
      ? {}
      : {
          monthly_estimated_revenue: {
            amount: monthly.amount ?? 0,
            currency: monthly.currency ?? "usd",
          },
        }),
    annual_revenue:
      revenue === undefined
        ? (before.annual_revenue ?? null)
        : {
            amount: revenue.amount ?? null,
            currency: revenue.currency ?? null,
            fiscal_year_end: revenue.fiscal_year_end ?? null,
          },
  };
}

function changeCompany(
  before: Stripe.Account["company"],
  { address, name, phone, tax_id: taxId, vat_id: vatId }: NonNullable<AccountChanges["company"]>,
): Stripe.Account.Company {
  return {
    ...before,
    ...(address === undefined ? {} : { address: addressOf(address) }),
    name: name ?? before?.name ?? null,
    phone: phone ?? before?.phone ?? null,
    tax_id_provided: taxId !== undefined || before?.tax_id_provided === true,
    vat_id_provided: vatId !== undefined || before?.vat_id_provided === true,
  };
}

function changeSettings(
  before: Stripe.Account.Settings,
  { settings, business_profile: profile }: AccountChanges,
): Stripe.Account.Settings {
  const { decline_on: decline, ...cards } = settings?.card_payments ?? {};
  const invoices = { ...blankSettings.invoices, ...before.invoices };
  return {
    ...before,
    branding: { ...before.branding, ...defined(settings?.branding ?? {}) },
    card_payments: {
      ...before.card_payments,
      ...defined(cards),
      decline_on: {
        avs_failure: decline?.avs_failure ?? before.card_payments.decline_on?.avs_failure ?? false,
        cvc_failure: decline?.cvc_failure ?? before.card_payments.decline_on?.cvc_failure ?? false,
      },
    },
    dashboard: {
      ...before.dashboard,
      display_name: profile?.name ?? before.dashboard.display_name,
    },
    invoices: {
      default_account_tax_ids: changed(
        settings?.invoices?.default_account_tax_ids,
        invoices.default_account_tax_ids ?? null,
      ),
      hosted_payment_method_save:
        settings?.invoices?.hosted_payment_method_save ??
        invoices.hosted_payment_method_save ??
        null,
    },
    payments: { ...before.payments, ...defined(settings?.payments ?? {}) },
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what was given. */
function defined<T extends object>(given: T): Defined<T> {
  const kept: Defined<T> = {};
  let name: keyof T;
  for (name in given) {
    const value = given[name];
    if (isGiven(value)) kept[name] = value;
  }
  return kept;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
