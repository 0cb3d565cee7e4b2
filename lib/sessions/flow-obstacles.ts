import type Stripe from "stripe";
import type { Flow } from "../portal/flow";

type Tell = (subscription: Stripe.Subscription) => string;
type Obstacle = readonly [(subscription: Stripe.Subscription) => boolean, Tell];

function ended(verb: string): Obstacle {
  return [
    ({ status }) => status === "canceled" || status === "incomplete_expired",
    ({ status }) => `This subscription cannot be ${verb} because its status is '${status}'.`,
  ];
}

function scheduled(verb: string): Obstacle {
  const message = `This subscription cannot be ${verb} because a subscription schedule is attached to it.`;
  return [({ schedule }) => schedule !== null, () => message];
}

/** What a tier may consist of, which is changed as a whole: Stripe's own portal knows none. */
const itemObstacles: readonly Obstacle[] = [
  [
    ({ items }) => items.data.length > 1,
    () => "This subscription cannot be updated because it has more than one item.",
  ],
  [
    ({ items }) => items.data.some(({ price }) => price.recurring?.usage_type === "metered"),
    () => "This subscription cannot be updated because it bills for usage.",
  ],
];

const updateObstacles: readonly Obstacle[] = [
  ended("updated"),
  scheduled("updated"),
  [
    ({ collection_method: method }) => method !== "charge_automatically",
    () => "This subscription cannot be updated because it is paid by invoice.",
  ],
];

/**
 * Why a flow cannot be gone through with this subscription, first match wins; null: nothing is in its way. `isTier` says
 * that its items are a tier of the service together.
 */
export function findObstacle(
  type: Flow["type"],
  subscription: Stripe.Subscription,
  isTier: boolean,
): string | null {
  const found = obstaclesOf(type, isTier).find(([stands]) => stands(subscription));
  return found === undefined ? null : found[1](subscription);
}

/** Stripe's own limits: https://docs.stripe.com/customer-management, and those of pausing a subscription. */
function obstaclesOf(type: Flow["type"], isTier: boolean): readonly Obstacle[] {
  switch (type) {
    case "customer_update":
    case "payment_method_update":
      return [];
    case "subscription_update":
    case "subscription_update_confirm":
      return isTier ? updateObstacles : [...updateObstacles, ...itemObstacles];
    case "subscription_cancel":
      return [
        ended("canceled"),
        [
          ({ cancel_at_period_end: atEnd, cancel_at: at }) => atEnd || at !== null,
          ({ id }) => `The subscription '${id}' is already set to be canceled at period end.`,
        ],
        scheduled("canceled"),
      ];
    case "subscription_pause":
      return [
        ended("paused"),
        [({ status }) => status === "paused", () => "This subscription is already paused."],
        scheduled("paused"),
        [
          ({ billing_mode: mode }) => mode.type !== "flexible",
          () => "This subscription cannot be paused because its billing mode is not flexible.",
        ],
      ];
  }
}
