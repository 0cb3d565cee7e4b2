import { readConfiguration } from "../configurations/read-configuration";
import { findSessionByToken, type SessionRow, touchSession } from "../db/portal-sessions";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import type { SessionFlow } from "../portal/flow-state";
import { narrowConfiguration } from "../portal/narrow-configuration";
import type { SessionScope } from "../portal/session-scope";
import { hashToken } from "../secrets";
import { readSessionFlow } from "./read-session-flow";
import { readSessionOptions } from "./read-session-options";
import { lifetimes, sessionState } from "./state";

/** A living session with what it opens. Everything a customer does takes this and nothing wider. */
export type PortalContext = {
  readonly session: {
    readonly id: string;
    readonly customerId: string;
    readonly returnUrl: string | null;
    readonly locale: string | null;
    readonly scope: SessionScope;
    readonly flow: SessionFlow | null;
  };
  readonly merchant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly branding: unknown;
  };
  readonly livemode: boolean;
  /** In a cookie of our own pages, or as a bearer in an iframe. */
  readonly surface: "hosted" | "embed";
  readonly hasSnapshot: boolean;
  readonly configurationId: string;
  readonly hasDefaultConfiguration: boolean;
  /** As far as the session leaves it: what its customer may do at most. */
  readonly configuration: PortalConfiguration;
};

/**
 * The session an access token opens. Throws `session_required` for none or an unknown one, `session_expired` and
 * `session_revoked` for one that is over: only if it is `named`, where that is said, since who names another session
 * is not to learn what became of this one.
 */
export async function loadSession(
  accessToken: string | undefined,
  named?: string,
): Promise<PortalContext> {
  if (accessToken === undefined || !isToken(accessToken))
    throw new PorticoError("session_required");
  const row = await findSessionByToken(hashToken(accessToken));
  if (row === null) throw new PorticoError("session_required");
  requireActive(row, named ?? row.id);
  return toContext(row);
}

/**
 * The same, noting that the customer opened a page or acted: what keeps a session from going idle.
 * Throws as loadSession does.
 */
export async function visitSession(
  accessToken: string | undefined,
  named?: string,
): Promise<PortalContext> {
  if (accessToken === undefined || !isToken(accessToken))
    throw new PorticoError("session_required");
  const row = await touchSession(hashToken(accessToken), lifetimes);
  return row === null ? loadSession(accessToken, named) : toContext(row);
}

function requireActive(row: SessionRow, named: string): void {
  const state = sessionState(row);
  if (state === "active" && !isBearerOver(row)) return;
  if (row.id !== named) throw new PorticoError("session_required");
  // Where the customer came from is the one way on that is left.
  const extra = {
    return_url: row.returnUrl,
    merchant: row.merchantName,
    configuration: row.configurationId,
  };
  throw new PorticoError(state === "revoked" ? "session_revoked" : "session_expired", { extra });
}

/** The session may go on, but only with the bearer that took this one's place. */
function isBearerOver({ tokenExpiresAt, databaseNow }: SessionRow): boolean {
  return tokenExpiresAt !== null && tokenExpiresAt.getTime() <= databaseNow.getTime();
}

/** What a token looks like; anything else is not even hashed. */
export function isToken(text: string): boolean {
  return /^p[a-z]{2}_[\w-]{43}$/.test(text);
}

/** The row in the shape that use cases take. */
function toContext(row: SessionRow): PortalContext {
  const { scope, configuration, locale, flow } = readCarried(row);
  return {
    session: {
      id: row.id,
      customerId: row.customerId,
      returnUrl: row.returnUrl,
      locale: locale ?? row.locale,
      scope,
      flow,
    },
    merchant: {
      id: row.merchantId,
      slug: row.slug,
      name: row.merchantName,
      branding: row.branding,
    },
    livemode: row.livemode,
    surface: row.surface === "embed" ? "embed" : "hosted",
    hasSnapshot: row.hasSnapshot,
    configurationId: row.configurationId,
    hasDefaultConfiguration: row.hasDefaultConfiguration,
    configuration,
  };
}

export type Carried = Pick<
  SessionRow,
  "document" | "portico" | "onBehalfOf" | "flow" | "flowState"
>;

/**
 * What a session shows and allows: its configuration as far as the session itself leaves it. Throws
 * `merchant_unavailable` where that cannot be read.
 */
export function readCarried({ document, portico, onBehalfOf, flow, flowState }: Carried): {
  readonly scope: SessionScope;
  readonly flow: SessionFlow | null;
  readonly configuration: PortalConfiguration;
  readonly locale: string | null;
} {
  const options = readSessionOptions(portico);
  const { subscription_id: subscriptionId, service, read_only: readOnly, locale } = options;
  const { prices, disable, in_use: inUse } = options.narrow;
  const mayStart = !disable.includes("plan_picker");
  const { quantity } = options.options;
  return {
    scope: { subscriptionId, onBehalfOf, service, prices, quantity, inUse, mayStart, readOnly },
    configuration: narrowConfiguration(readConfiguration(document), options),
    locale,
    flow: readSessionFlow(flow, flowState),
  };
}
