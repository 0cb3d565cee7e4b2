import type Stripe from "stripe";
import { findFeedbackOption, findFeedbackOptions } from "../db/feedback-options";
import type { Place } from "../db/place";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { read } from "../stripe/call";
import { requireFound } from "../wire/require-found";
import { findAdded, type Naming, type Plans, requireSellable } from "./require-sellable";

/** What of a document leads elsewhere and is to be looked up. */
export type References = {
  readonly plans: Plans;
  readonly feedbackOptions: readonly string[];
  /** Null: Stripe's default one. */
  readonly paymentMethods: string | null;
};

/** What `document` refers to. */
export function referencesOf({ features }: PortalConfiguration): References {
  return {
    plans: features.subscription_update.products,
    feedbackOptions: features.subscription_cancel.cancellation_reason.feedback_options ?? [],
    paymentMethods: features.payment_method_update.payment_method_configuration,
  };
}

/** What `document` refers to and `before` did not: what was there may have been archived since, and may stay. */
export function addedReferences(
  document: PortalConfiguration,
  before: PortalConfiguration,
): References {
  const [after, held] = [referencesOf(document), referencesOf(before)];
  return {
    plans: findAdded(after.plans, held.plans),
    feedbackOptions: after.feedbackOptions.filter((id) => !held.feedbackOptions.includes(id)),
    paymentMethods: after.paymentMethods === held.paymentMethods ? null : after.paymentMethods,
  };
}

/**
 * Looks up `asked`, a part of what `document` refers to, at Stripe and among the merchant's own reasons; gives the
 * prices of its plans, by id. Stripe is opened only when it has to be. Throws `resource_missing` (400) and
 * `parameter_invalid` with the place as `param`, and the errors of reading Stripe.
 */
export async function requireReferences(
  place: Place,
  openStripe: () => Stripe | Promise<Stripe>,
  asked: References,
  document: PortalConfiguration,
  nameOf: Naming,
): Promise<ReadonlyMap<string, Stripe.Price>> {
  await requireFeedbackOptions(place, asked.feedbackOptions, document, nameOf);
  if (asked.plans.length === 0 && asked.paymentMethods === null) return new Map();
  const stripe = await openStripe();
  if (asked.paymentMethods !== null) {
    await requirePaymentMethods(stripe, asked.paymentMethods, nameOf);
  }
  const { plans } = referencesOf(document);
  return requireSellable(stripe, asked.plans, plans, nameOf);
}

const reason = ["features", "subscription_cancel", "cancellation_reason"];

/** Source: https://docs.stripe.com/api/billing/feedback-options (those deactivated cannot be used). */
async function requireFeedbackOptions(
  { merchantId, livemode }: Place,
  ids: readonly string[],
  document: PortalConfiguration,
  nameOf: Naming,
): Promise<void> {
  const known = new Map(
    (await findFeedbackOptions({ merchantId, livemode }, ids)).map((row) => [row.id, row]),
  );
  const all = referencesOf(document).feedbackOptions;
  for (const id of ids) {
    const param = nameOf([...reason, "feedback_options", all.indexOf(id)]);
    const option = await requireFound(known.get(id) ?? null, {
      kind: "feedback option",
      id,
      named: { param, livemode },
      isInOtherMode: async () =>
        (await findFeedbackOption({ merchantId, livemode: !livemode }, id)) !== null,
    });
    if (option.deactivatedAt === null) continue;
    const message = `The feedback option '${id}' is inactive, and cannot be used.`;
    throw new PorticoError("parameter_invalid", { param, message });
  }
}

async function requirePaymentMethods(stripe: Stripe, id: string, nameOf: Naming): Promise<void> {
  const param = nameOf(["features", "payment_method_update", "payment_method_configuration"]);
  const message = `No such payment_method_configuration: '${id}'`;
  const missing = new PorticoError("resource_missing", { status: 400, param, message });
  // Anything else in a path would ask Stripe for something else.
  if (!/^pmc_\w{1,255}$/.test(id)) throw missing;
  try {
    await read(() => stripe.paymentMethodConfigurations.retrieve(id));
  } catch (error) {
    throw error instanceof PorticoError && error.code === "resource_missing" ? missing : error;
  }
}
