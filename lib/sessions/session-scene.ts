import type Stripe from "stripe";
import type { PortalConfiguration } from "../portal/configuration";
import type { Service } from "../portal/service";
import type { SessionOptions } from "../portal/session-options";
import { idOf } from "../stripe/reshape";
import { noSuch } from "./read-named";

/** What a session is made of besides its flow. */
export type SessionScene = {
  readonly configuration: PortalConfiguration;
  readonly customerId: string;
  readonly onBehalfOf: string | null;
  readonly options: SessionOptions;
  /** Whose tiers are the plan list, where a flow asks for it; null: the configuration's own list is. */
  readonly service: Service | null;
};

/** The customer's, and shown in this session; else as unknown as any. */
export function requireOwnSubscription(
  { id, customer, on_behalf_of: account }: Stripe.Subscription,
  { customerId, onBehalfOf }: Pick<SessionScene, "customerId" | "onBehalfOf">,
  param: string,
): void {
  const isShown = onBehalfOf === null || idOf(account) === onBehalfOf;
  if (idOf(customer) !== customerId || !isShown) throw noSuch({ kind: "subscription", id, param });
}
