import { defaultConfiguration } from "../configurations/default-configuration";
import { type ConfigurationRow, findConfiguration } from "../db/configurations";
import { insertSession } from "../db/portal-sessions";
import { env } from "../env";
import { PorticoError } from "../errors";
import { newId, newSecret } from "../ids";
import { hashToken } from "../secrets";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";

/** Who mints: a merchant in one mode. A session never carries more than its minter has. */
export type Minter = { readonly merchantId: string; readonly livemode: boolean };

export type MintInput = {
  readonly customer: string;
  readonly configuration?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly locale?: string | undefined;
};

export type MintedSession = {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly customer: string;
  readonly configuration: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  /** Opens the portal once, within five minutes; then it belongs to the browser that opened it. */
  readonly url: string;
};

/**
 * Mints a session for one of the merchant's own customers. Throws `resource_missing` with `param`
 * customer or configuration, `configuration_inactive`, and the errors of reading Stripe.
 */
export async function mintSession(minter: Minter, input: MintInput): Promise<MintedSession> {
  const { merchantId, livemode } = minter;
  const [configuration] = await Promise.all([
    requireConfiguration(minter, input.configuration),
    requireCustomer(minter, input.customer),
  ]);
  const code = newSecret("pxc");
  const session = {
    id: newId("portalSession"),
    customerId: input.customer,
    configurationId: configuration.id,
    returnUrl: input.returnUrl ?? null,
    locale: input.locale ?? null,
  };
  const createdAt = await insertSession({
    ...session,
    merchantId,
    livemode,
    exchangeCodeHash: hashToken(code),
  });
  return {
    id: session.id,
    createdAt,
    livemode,
    customer: session.customerId,
    configuration: session.configurationId,
    returnUrl: session.returnUrl,
    locale: session.locale,
    url: `${env().APP_URL}/p/session/${code}`,
  };
}

async function requireConfiguration(
  { merchantId, livemode }: Minter,
  id: string | undefined,
): Promise<ConfigurationRow> {
  if (id === undefined) return defaultConfiguration(merchantId, livemode);
  const row = await findConfiguration(merchantId, livemode, id);
  if (row === null) {
    const message = `No such configuration: '${id}'`;
    throw new PorticoError("resource_missing", { param: "configuration", message });
  }
  if (!row.active) throw new PorticoError("configuration_inactive", { param: "configuration" });
  return row;
}

async function requireCustomer({ merchantId, livemode }: Minter, id: string): Promise<void> {
  const missing = { param: "customer", message: `No such customer: '${id}'` };
  if (!/^cus_[A-Za-z0-9]{1,255}$/.test(id)) throw new PorticoError("resource_missing", missing);
  const stripe = await loadStripe(merchantId, livemode);
  try {
    const customer = await read(() => stripe.customers.retrieve(id));
    if (customer.deleted) throw new PorticoError("resource_missing", missing);
  } catch (error) {
    const isMissing = error instanceof PorticoError && error.code === "resource_missing";
    throw isMissing ? new PorticoError("resource_missing", missing) : error;
  }
}
