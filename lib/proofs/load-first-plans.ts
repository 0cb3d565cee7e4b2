import type { Place } from "../db/place";
import type { PortalConfiguration } from "../portal/configuration";
import { listFirstPlans } from "../portal/list-first-plans";
import { wholeScope } from "../portal/session-scope";
import type { PlanView } from "../portal/view";
import { loadCatalogue } from "../snapshot/load-catalogue";
import { loadStripe } from "../stripe/client";

/**
 * What somebody who is no customer yet may begin with; nothing, and Stripe is not asked, where the plan picker is
 * off. Throws the errors of reading Stripe.
 */
export async function loadFirstPlans(
  place: Place,
  configuration: PortalConfiguration,
): Promise<readonly PlanView[]> {
  if (!configuration.portico.plan_picker.enabled) return [];
  const stripe = await loadStripe(place.merchantId, place.livemode);
  const limits = { ...place, configuration, scope: wholeScope };
  const { products, prices, service } = await loadCatalogue(stripe, limits);
  const sold = { products: [...products.values()], prices: [...prices.values()], service };
  return listFirstPlans(configuration, sold);
}
