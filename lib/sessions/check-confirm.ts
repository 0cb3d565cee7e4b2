import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import type { Flow } from "../portal/flow";
import type { HeldTier } from "../portal/held-tier";
import { baseFirst } from "../portal/service";
import { idOf } from "../stripe/reshape";
import type { FlowFacts } from "./read-flow-facts";
import { noSuch } from "./read-named";
import type { SessionScene } from "./session-scene";

type Confirm = NonNullable<Flow["subscription_update_confirm"]>;
type Facts = FlowFacts & {
  readonly subscription: Stripe.Subscription;
  /** What its items are together; null: no tier. */
  readonly tier: HeldTier | null;
};
type Update = PortalConfiguration["features"]["subscription_update"];

const part = "flow_data[subscription_update_confirm]";

/**
 * Whether the change that a customer is to confirm is one the configuration offers, and one at all. Throws, with
 * `param`. A discount is the merchant's own gift: `default_allowed_updates` decides only whether customers may type
 * promotion codes, so it is taken without `promotion_code` in that list too; it comes with a change, never alone.
 */
export function checkConfirm(confirm: Confirm, scene: SessionScene, facts: Facts): void {
  const { subscription, price, tier } = facts;
  const [change] = confirm.items;
  const item = subscription.items.data.find(({ id }) => id === change?.id);
  if (change === undefined || item === undefined) {
    const param = `${part}[items][0][id]`;
    throw noSuch({ kind: "subscription item", id: change?.id ?? "", param });
  }
  const isOtherPrice = price !== null && price.id !== item.price.id;
  const isOtherQuantity = change.quantity !== undefined && change.quantity !== item.quantity;
  if (isOtherPrice) {
    requireBase(item.id, tier);
    requireOffered(price, scene, subscription.currency);
  }
  if (isOtherQuantity) {
    requireQuantity(change.quantity ?? 0, price ?? item.price, scene.configuration);
  }
  requireUsable(facts.promotionCode, scene.customerId);
  if (!isOtherPrice && !isOtherQuantity) {
    const message = "Cannot update the subscription because there are no changes to confirm.";
    throw refuse("[items]", message);
  }
}

/** A tier is named by its base product's price: that item stands for the whole of it. */
function requireBase(item: string, tier: HeldTier | null): void {
  if (tier === null || tier.items[0]?.id === item) return;
  throw refuse("[items][0][id]", "The item of the tier's base product stands for the tier.");
}

function isListed(id: string, { configuration, options, service }: SessionScene): boolean {
  const { products } = configuration.features.subscription_update;
  const narrowed = options.narrow.prices;
  const listed =
    service === null
      ? products.flatMap(({ prices }) => prices)
      : service.tiers.flatMap((tier) => baseFirst(tier)[0]?.prices ?? []);
  return listed.includes(id) && (narrowed === null || narrowed.includes(id));
}

function requireOffered(
  { id, active, currency, recurring }: Stripe.Price,
  scene: SessionScene,
  paidIn: string,
): void {
  const at = "[items][0][price]";
  const { default_allowed_updates: allowed } = scene.configuration.features.subscription_update;
  if (!allowed.includes("price")) throw refuse(at, notAllowed("price"));
  if (!isListed(id, scene)) {
    const list =
      scene.service === null
        ? "features.subscription_update.products of the portal configuration"
        : `base prices of the service '${scene.service.name}'`;
    throw refuse(at, `The price '${id}' is not among the ${list}.`);
  }
  if (!active) {
    throw refuse(at, "The price specified is inactive. This field only accepts active prices.");
  }
  if (recurring?.usage_type !== "licensed") {
    throw refuse(at, `The price '${id}' is not a recurring price with a fixed quantity.`);
  }
  if (currency !== paidIn) {
    throw refuse(at, `The price '${id}' is in ${currency}, the subscription is paid in ${paidIn}.`);
  }
}

/** Either of the two permits it: `quantity` among the updates, or the product's own `adjustable_quantity`. */
function requireQuantity(quantity: number, price: Stripe.Price, { features }: PortalConfiguration) {
  const at = "[items][0][quantity]";
  const { subscription_update: update } = features;
  const adjustable = boundsOf(price, update);
  if (adjustable === null && !update.default_allowed_updates.includes("quantity")) {
    throw refuse(at, notAllowed("quantity"));
  }
  const { minimum, maximum } = adjustable ?? { minimum: 0, maximum: null };
  if (quantity < minimum) throw outside(at, `greater than or equal to ${minimum}`);
  if (maximum !== null && quantity > maximum) throw outside(at, `less than or equal to ${maximum}`);
}

function boundsOf(price: Stripe.Price, { products }: Update) {
  const entry = products.find(({ product }) => product === idOf(price.product));
  return entry?.adjustable_quantity.enabled === true ? entry.adjustable_quantity : null;
}

/** Stripe: a promotion code is only active while its coupon is valid too. */
function requireUsable(code: Stripe.PromotionCode | null, customerId: string): void {
  if (code === null) return;
  const param = `${part}[discounts][0][promotion_code]`;
  if (!code.active) {
    throw new PorticoError("coupon_expired", {
      param,
      message: "This promotion code is expired or inactive.",
    });
  }
  const owner = idOf(code.customer);
  if (owner === null || owner === customerId) return;
  const message = "This promotion code cannot be redeemed by this customer.";
  throw new PorticoError("parameter_invalid", { param, message });
}

function notAllowed(update: "price" | "quantity"): string {
  return (
    `This subscription cannot be updated because \`${update}\` is not among the ` +
    "default_allowed_updates of the subscription update feature in the portal configuration."
  );
}

function outside(at: string, bound: string): PorticoError {
  const message = `This value must be ${bound}.`;
  return new PorticoError("parameter_invalid_integer", { param: `${part}${at}`, message });
}

function refuse(at: string, message: string): PorticoError {
  return new PorticoError("parameter_invalid", { param: `${part}${at}`, message });
}
