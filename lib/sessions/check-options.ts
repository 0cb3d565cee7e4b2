import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { type Flow, subscriptionOf } from "../portal/flow";
import { serviceOf } from "../portal/narrow-service";
import type { SessionOptions } from "../portal/session-options";
import { requireOwnSubscription, type SessionScene } from "./session-scene";

/**
 * Whether a session's `portico` stays within its configuration and leaves its flow possible. `scoped` is the
 * subscription it names. Throws with the `param` of what would widen or contradict.
 */
export function checkOptions(
  flow: Flow | null,
  scene: SessionScene,
  scoped: Stripe.Subscription | null,
): void {
  const { options, configuration } = scene;
  if (scoped !== null) requireOwnSubscription(scoped, scene, "portico[subscription_id]");
  // A service's prices stand at Stripe: naming others leaves nothing, and widens nothing.
  const hasService = serviceOf(options, configuration) !== null;
  if (!hasService) requireListedPrices(options.narrow, configuration);
  requireInnerBounds(options.narrow, configuration);
  if (flow !== null) requirePossible(flow, options);
}

type Narrowing = SessionOptions["narrow"];

function requireListedPrices({ prices }: Narrowing, { features }: PortalConfiguration): void {
  const listed = new Set(features.subscription_update.products.flatMap(({ prices: own }) => own));
  const index = (prices ?? []).findIndex((price) => !listed.has(price));
  if (index < 0) return;
  const list = "features.subscription_update.products of the portal configuration";
  const message = `The price '${prices?.[index] ?? ""}' is not among the ${list}.`;
  throw refuse(`portico[narrow][prices][${index}]`, message);
}

/** What the configuration does not bound, a session may bound at will. */
function requireInnerBounds({ quantity }: Narrowing, { portico }: PortalConfiguration): void {
  for (const [label, { minimum, maximum }] of Object.entries(quantity)) {
    const param = `portico[narrow][quantity][${label}]`;
    const own = Object.hasOwn(portico.quantity, label) ? portico.quantity[label] : undefined;
    const range = { least: own?.minimum ?? 0, most: own?.maximum ?? Number.POSITIVE_INFINITY };
    requireWithin(minimum, range, `${param}[minimum]`);
    requireWithin(maximum, range, `${param}[maximum]`);
    if (minimum !== null && maximum !== null && maximum < minimum) {
      throw refuse(`${param}[maximum]`, "The maximum must not be less than the minimum.");
    }
  }
}

type Range = { readonly least: number; readonly most: number };

function requireWithin(bound: number | null, { least, most }: Range, param: string): void {
  if (bound === null || (bound >= least && bound <= most)) return;
  const end = Number.isFinite(most) ? `to ${most}` : "on";
  throw refuse(param, `The portal configuration allows quantities from ${least} ${end}.`);
}

function requirePossible(flow: Flow, options: SessionOptions): void {
  if (options.read_only) {
    throw refuse("portico[read_only]", "A flow changes something, and a read-only session cannot.");
  }
  const { type } = flow;
  const feature = type === "subscription_update_confirm" ? "subscription_update" : type;
  const index = options.narrow.disable.indexOf(feature);
  if (index >= 0) {
    const message = `The flow '${type}' needs what this switches off.`;
    throw refuse(`portico[narrow][disable][${index}]`, message);
  }
  const only = options.subscription_id;
  const subscription = subscriptionOf(flow);
  if (only !== null && subscription !== null && only !== subscription) {
    const message = `The flow is about another subscription: '${subscription.slice(0, 255)}'`;
    throw refuse("portico[subscription_id]", message);
  }
}

function refuse(param: string, message: string): PorticoError {
  return new PorticoError("parameter_invalid", { param, message });
}
