import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import { defaultConfiguration } from "../configurations/default-configuration";
import { readConfiguration } from "../configurations/read-configuration";
import { type ConfigurationRow, findConfiguration } from "../db/configurations";
import { PorticoError } from "../errors";
import { newId, newSecret } from "../ids";
import type { Flow } from "../portal/flow";
import { type SessionOptions, sessionOptionsSchema } from "../portal/session-options";
import { loadService } from "../snapshot/load-catalogue";
import { loadStripe } from "../stripe/client";
import { requireFound } from "../wire/require-found";
import { checkFlow } from "./check-flow";
import { checkOptions } from "./check-options";
import { readFlowFacts, readSubscription } from "./read-flow-facts";
import { type GivenSubject, readConnectedAccount, readCustomer } from "./read-subject";
import type { SessionScene } from "./session-scene";

/** Who mints: a merchant in one mode. A session never carries more than its minter has. */
export type Minter = {
  readonly merchantId: string;
  readonly livemode: boolean;
  /** What was read already, when it was: the merchant's Stripe account and default configuration. */
  readonly stripe?: Stripe;
  readonly defaultConfiguration?: ConfigurationRow | null;
};

type AfterExpiration = Stripe.BillingPortal.Session.AfterExpiration;

export type MintInput = GivenSubject & {
  readonly configuration?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly locale?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly flow?: Flow | undefined;
  readonly afterExpiration?: AfterExpiration | undefined;
  /** What sessionOptionsSchema takes; kept as it is given. */
  readonly portico?: object | undefined;
};

/** A session that is allowed and not yet kept. */
export type PreparedSession = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly customerAccount: string | null;
  readonly configuration: ConfigurationRow;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly onBehalfOf: string | null;
  readonly flow: Flow | null;
  readonly afterExpiration: AfterExpiration | null;
  readonly portico: object | null;
  /** Opens the portal once, within five minutes; then it belongs to the browser that opened it. */
  readonly code: string;
};

/**
 * What a session for one of the merchant's own customers would be; writes nothing. All that it names is looked up at
 * once; of several faults, the first in the order of customer, configuration, `on_behalf_of`, flow and `portico` is
 * told. Throws PorticoError (400) with `param`, and the errors of reading Stripe.
 */
export async function prepareSession(minter: Minter, input: MintInput): Promise<PreparedSession> {
  const { merchantId, livemode } = minter;
  const { flow = null, onBehalfOf = null, portico = null } = input;
  requireDeadlineAhead(input.afterExpiration);
  const options = sessionOptionsSchema.parse(portico ?? {});
  const stripe = minter.stripe ?? (await loadStripe(merchantId, livemode));
  const named = readAll(stripe, minter, input, options);
  await Promise.allSettled(Object.values(named));
  const customerId = await named.customer;
  const configuration = await named.configuration;
  await named.account;
  const facts = await named.facts;
  const scoped = await named.scoped;
  if (flow !== null || portico !== null) {
    const document = readConfiguration(configuration.document);
    const given = { configuration: document, customerId, onBehalfOf, options };
    const service = await findService(stripe, minter, flow, given);
    const scene: SessionScene = { ...given, service };
    if (flow !== null && facts !== null) checkFlow(flow, scene, facts);
    checkOptions(flow, scene, scoped);
  }
  return {
    id: newId("portalSession"),
    merchantId,
    livemode,
    customerId,
    customerAccount: input.customerAccount ?? null,
    configuration,
    returnUrl: input.returnUrl ?? null,
    locale: input.locale ?? null,
    onBehalfOf,
    flow,
    afterExpiration: input.afterExpiration ?? null,
    portico,
    code: newSecret("pxc"),
  };
}

/** Only a change of plans is judged by what is sold. */
async function findService(
  stripe: Stripe,
  { merchantId, livemode }: Minter,
  flow: Flow | null,
  { configuration, options: scope }: Omit<SessionScene, "service">,
): Promise<SessionScene["service"]> {
  const isUpdate =
    flow?.type === "subscription_update" || flow?.type === "subscription_update_confirm";
  return isUpdate ? loadService(stripe, { merchantId, livemode, configuration, scope }) : null;
}

/** A deadline in the past would promise a recovery that no customer ever gets. */
function requireDeadlineAhead(after: AfterExpiration | undefined): void {
  const deadline = after?.customer_login?.expires_at ?? null;
  if (deadline === null || deadline > nowSeconds()) return;
  throw new PorticoError("parameter_invalid_integer", {
    param: "after_expiration[customer_login][expires_at]",
    message: "This value must be in the future.",
  });
}

/** Everything that is named, on its way at once. */
function readAll(stripe: Stripe, minter: Minter, input: MintInput, options: SessionOptions) {
  const { flow, onBehalfOf } = input;
  return {
    customer: readCustomer(stripe, input),
    configuration: requireConfiguration(minter, input.configuration),
    account: readConnectedAccount(stripe, onBehalfOf),
    facts: flow === undefined ? Promise.resolve(null) : readFlowFacts(stripe, flow),
    scoped: readSubscription(stripe, options.subscription_id, "portico[subscription_id]"),
  };
}

async function requireConfiguration(
  { merchantId, livemode, defaultConfiguration: held }: Minter,
  id: string | undefined,
): Promise<ConfigurationRow> {
  if (id === undefined) return held ?? defaultConfiguration(merchantId, livemode);
  const row = await requireFound(await findConfiguration(merchantId, livemode, id), {
    kind: "configuration",
    id,
    isInOtherMode: async () => (await findConfiguration(merchantId, !livemode, id)) !== null,
    named: { param: "configuration", livemode },
  });
  if (!row.active) throw new PorticoError("configuration_inactive", { param: "configuration" });
  return row;
}
