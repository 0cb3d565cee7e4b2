import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { automaticTypes } from "./blank-payment-intent";

type Choice = {
  allowed_payment_method_types?: string[] | null | undefined;
  automatic_payment_methods?:
    | { enabled: boolean; allow_redirects?: "always" | "never" | undefined }
    | undefined;
  excluded_payment_method_types?: string[] | null | undefined;
  payment_method_configuration?: string | undefined;
  /** Named one by one, as versions before 2026-04-22 take it. */
  payment_method_types?: string[] | undefined;
};

type Types = {
  allowed_payment_method_types: string[] | null;
  automatic_payment_methods: { allow_redirects?: string; enabled: boolean } | null;
  excluded_payment_method_types: string[] | null;
  payment_method_configuration_details: { id: string; parent: string | null } | null;
  payment_method_types: string[];
};

/**
 * Which kinds of payment method a new intent takes: those named, else what the account has switched on
 * that suits the currency (null: any), narrowed by what is allowed and excluded.
 */
export function readTypes(choice: Choice, currency: string | null, account: string): Types {
  const { payment_method_types: named, automatic_payment_methods: automatic } = choice;
  const common = {
    allowed_payment_method_types: choice.allowed_payment_method_types ?? null,
    excluded_payment_method_types: choice.excluded_payment_method_types ?? null,
  };
  if (named !== undefined || automatic?.enabled === false) {
    if (automatic?.enabled === true) throw bothGiven();
    return {
      ...common,
      automatic_payment_methods: null,
      payment_method_configuration_details: null,
      payment_method_types: named ?? ["card"],
    };
  }
  const id = choice.payment_method_configuration ?? `pmc_1${account.slice(0, 23)}`;
  return {
    ...common,
    automatic_payment_methods: {
      allow_redirects: automatic?.allow_redirects ?? "always",
      enabled: true,
    },
    payment_method_configuration_details: { id, parent: null },
    payment_method_types: narrow(
      automaticTypes(currency ?? ""),
      common.allowed_payment_method_types,
      common.excluded_payment_method_types,
    ),
  };
}

function bothGiven() {
  return invalid(
    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
    "payment_method_types",
    "parameters_exclusive",
  );
}

/** The kinds left of what an intent took before, after a change. */
export function changeTypes<I extends Stripe.PaymentIntent | Stripe.SetupIntent>(
  before: I,
  choice: Choice,
): Pick<
  I,
  "allowed_payment_method_types" | "excluded_payment_method_types" | "payment_method_types"
> {
  const {
    allowed_payment_method_types: allowed = before.allowed_payment_method_types,
    excluded_payment_method_types: excluded = before.excluded_payment_method_types,
    payment_method_types: named,
  } = choice;
  const isSame =
    choice.allowed_payment_method_types === undefined &&
    choice.excluded_payment_method_types === undefined;
  const currency = "currency" in before ? before.currency : "";
  const offered = isSame
    ? before.payment_method_types
    : narrow(automaticTypes(currency), allowed, excluded);
  return {
    allowed_payment_method_types: allowed,
    excluded_payment_method_types: excluded,
    payment_method_types: named ?? offered,
  };
}

/** Throws 400 for a payment method of a kind that the intent does not take. */
export function requireType(
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  { type }: Stripe.PaymentMethod,
): void {
  const isOpen = intent.automatic_payment_methods?.enabled === true;
  const isNarrowed =
    intent.allowed_payment_method_types !== null || intent.excluded_payment_method_types !== null;
  if (intent.payment_method_types.includes(type) || (isOpen && !isNarrowed)) return;
  const noun = intent.object === "payment_intent" ? "PaymentIntent" : "SetupIntent";
  throw invalid(
    `The PaymentMethod provided (${type}) is not allowed for this ${noun}. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(", ")}.`,
    "payment_method",
  );
}

function narrow(
  types: string[],
  allowed: readonly string[] | null,
  excluded: readonly string[] | null,
): string[] {
  return types.filter((type) => (allowed?.includes(type) ?? true) && !excluded?.includes(type));
}
