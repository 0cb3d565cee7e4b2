import type { SealedConnection } from "../db/stripe-connections";
import type { PortalConfiguration } from "../portal/configuration";
import { openStripe } from "../stripe/client";
import { bracketPath } from "../wire/parse-params";
import { type GivenDocument, isGiven } from "./apply-params";
import { requireDistinctPrices } from "./require-distinct-prices";
import { type References, referencesOf, requireReferences } from "./require-references";
import { plansPath } from "./require-sellable";
import type { Owner } from "./show-configuration";

/** Who calls the API: whose configurations, and the Stripe account that is asked. */
export type Caller = Owner & { readonly connection: SealedConnection | null };

/**
 * Looks up everything that an API call gives of `document` and that leads elsewhere, as Stripe does whenever it is
 * given. Throws what `requireReferences` and `requireDistinctPrices` throw, `param` in brackets.
 */
export async function checkGiven(
  { merchantId, livemode, connection }: Caller,
  document: PortalConfiguration,
  given: GivenDocument,
): Promise<void> {
  const all = referencesOf(document);
  const asked: References = {
    plans: isGiven(given, plansPath) ? all.plans : [],
    feedbackOptions: isGiven(given, [...reason, "feedback_options"]) ? all.feedbackOptions : [],
    paymentMethods: isGiven(given, methods) ? all.paymentMethods : null,
  };
  const place = { merchantId, livemode };
  const open = () => openStripe(connection);
  const prices = await requireReferences(place, open, asked, document, bracketPath);
  requireDistinctPrices(asked.plans, prices, bracketPath);
}

const reason = ["features", "subscription_cancel", "cancellation_reason"] as const;
const methods = ["features", "payment_method_update", "payment_method_configuration"] as const;
