import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import type { Flow } from "../portal/flow";
import { findHeldTier } from "../portal/held-tier";
import { toSubscription } from "../stripe/reshape";
import { checkConfirm } from "./check-confirm";
import { findObstacle } from "./flow-obstacles";
import { couponParam, type FlowFacts, partOf } from "./read-flow-facts";
import { requireOwnSubscription, type SessionScene } from "./session-scene";

/**
 * Whether a flow leads to something that its customer can do. Throws, with `param`, in Stripe's words where they are
 * known: a feature that is off, a subscription that is not the customer's or in no state for it, nothing to change.
 */
export function checkFlow(flow: Flow, scene: SessionScene, facts: FlowFacts): void {
  requireFeature(flow, scene.configuration);
  const { subscription, coupon } = facts;
  if (subscription === null) return;
  const param = `${partOf(flow)}[subscription]`;
  requireOwnSubscription(subscription, scene, param);
  const tier = scene.service && findHeldTier(scene.service, toSubscription(subscription));
  const obstacle = findObstacle(flow.type, subscription, tier !== null);
  if (obstacle !== null) throw refuse(param, obstacle);
  if (coupon !== null && !coupon.valid) {
    throw new PorticoError("coupon_expired", { param: couponParam(flow) });
  }
  const { subscription_update_confirm: confirm } = flow;
  if (confirm !== null) checkConfirm(confirm, scene, { ...facts, subscription, tier });
}

type Feature = Exclude<keyof PortalConfiguration["features"], "invoice_history">;

/** By flow: its feature, and what cannot be done without it. The sentence about updates is Stripe's own. */
const features: Record<Flow["type"], readonly [Feature, string]> = {
  customer_update: ["customer_update", "This customer cannot be updated"],
  payment_method_update: [
    "payment_method_update",
    "The payment method of this customer cannot be updated",
  ],
  subscription_cancel: ["subscription_cancel", "This subscription cannot be canceled"],
  subscription_pause: ["subscription_pause", "This subscription cannot be paused"],
  subscription_update: ["subscription_update", "This subscription cannot be updated"],
  subscription_update_confirm: ["subscription_update", "This subscription cannot be updated"],
};

function requireFeature({ type }: Flow, configuration: PortalConfiguration): void {
  const [feature, what] = features[type];
  const name = feature.replaceAll("_", " ");
  if (!configuration.features[feature].enabled) {
    const why = `the ${name} feature in the portal configuration is disabled`;
    throw refuse("flow_data[type]", `${what} because ${why}.`);
  }
  // Stripe's documentation: when these lists are empty, nothing can be updated.
  const { subscription_update: update, customer_update: customer } = configuration.features;
  const isEmpty =
    (feature === "subscription_update" && update.default_allowed_updates.length === 0) ||
    (feature === "customer_update" && customer.allowed_updates.length === 0);
  if (isEmpty) {
    const why = `the ${name} feature in the portal configuration allows no updates`;
    throw refuse("flow_data[type]", `${what} because ${why}.`);
  }
}

function refuse(param: string, message: string): PorticoError {
  return new PorticoError("parameter_invalid", { param, message });
}
