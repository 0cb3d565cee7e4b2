import { PorticoError } from "../../errors";
import type { PortalConfiguration } from "../../portal/configuration";
import type { AddressFact, SubscriptionFact } from "../../portal/snapshot";
import type { Scene } from "../action";
import type { Address } from "../changes/plan-change";

/** Whether a promotion code may come with a change. Throws `feature_disabled`, `discount_exists`. */
export function requireCodeAllowed(
  { features }: PortalConfiguration,
  { discounts }: SubscriptionFact,
  code: string | undefined,
): void {
  if (code === undefined) return;
  if (!features.subscription_update.default_allowed_updates.includes("promotion_code")) {
    throw new PorticoError("feature_disabled", { param: "promotion_code" });
  }
  // Stripe would put the code in the place of what is there.
  if (discounts.length > 0) throw new PorticoError("discount_exists", { param: "promotion_code" });
}

/**
 * Whether an address may come with a change: where tax is worked out from it, and either it may be changed anyway or
 * Stripe has none to work with. Throws `feature_disabled`.
 */
export function requireAddressable(
  { configuration, snapshot }: Scene,
  { automaticTax }: Pick<SubscriptionFact, "automaticTax">,
  address: Address | undefined,
): void {
  if (address === undefined) return;
  const { enabled, allowed_updates: allowed } = configuration.features.customer_update;
  const isOpen = enabled && allowed.includes("address");
  if (automaticTax && (isOpen || !isLocated(snapshot.customer.address))) return;
  throw new PorticoError("feature_disabled", { param: "address" });
}

/** Countries that are too large for one tax: https://docs.stripe.com/tax/customer-locations. */
const divided = new Set(["US", "CA"]);

function isLocated(address: AddressFact | null): boolean {
  if (address === null || address.country === null) return false;
  return !divided.has(address.country) || address.postalCode !== null || address.state !== null;
}
