import { type Owner, showConfiguration } from "../configurations/show-configuration";
import { type ConfigurationRow, findConfiguration } from "../db/configurations";
import type { KeptSessionRow } from "../db/kept-sessions";
import { env } from "../env";
import { flowSchema } from "../portal/flow";
import { segmentOf } from "../portal/segment";
import { expandBelow } from "../wire/expand";
import type { WireConfiguration } from "../wire/portal-configuration";
import { afterExpirationSchema, serialiseSession, type WireSession } from "../wire/portal-session";
import { sessionState } from "./state";

/**
 * Kept sessions as the API tells them, with what became of them under `portico`. Their `url` is the portal's address:
 * the link itself is told once, to who made it. `expand` holds paths below a session.
 */
export async function showSessions(
  owner: Owner,
  rows: readonly KeptSessionRow[],
  expand: ReadonlySet<string>,
): Promise<WireSession[]> {
  const shown = await showConfigurations(owner, rows, expand);
  return rows.map((row) => tellSession(owner, row, shown.get(row.configurationId)));
}

/** The same for one of them. */
export async function showSession(
  owner: Owner,
  row: KeptSessionRow,
  expand: ReadonlySet<string> = new Set(),
): Promise<WireSession> {
  const shown = await showConfigurations(owner, [row], expand);
  return tellSession(owner, row, shown.get(row.configurationId));
}

/** A session's configuration: its id, or all of it where `expand` asks for that. */
export async function expandConfiguration(
  owner: Owner,
  row: ConfigurationRow,
  expand: ReadonlySet<string>,
): Promise<string | WireConfiguration> {
  const below = expandBelow(expand, "configuration");
  const isWanted = below.size > 0 || expand.has("configuration");
  return isWanted ? showConfiguration(owner, row, below) : row.id;
}

/** The configurations of these sessions, each read once; none unless they are asked for. */
async function showConfigurations(
  owner: Owner,
  rows: readonly KeptSessionRow[],
  expand: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string | WireConfiguration>> {
  const shown = new Map<string, string | WireConfiguration>();
  if (![...expand].some((path) => path.split(".")[0] === "configuration")) return shown;
  for (const id of new Set(rows.map(({ configurationId }) => configurationId))) {
    const row = await findConfiguration(owner.merchantId, owner.livemode, id);
    if (row !== null) shown.set(id, await expandConfiguration(owner, row, expand));
  }
  return shown;
}

function tellSession(
  owner: Owner,
  row: KeptSessionRow,
  configuration: string | WireConfiguration | undefined,
): WireSession {
  const { createdAt, customerId: customer, configurationId, flow, afterExpiration } = row;
  return serialiseSession({
    ...row,
    created: seconds(createdAt),
    customer,
    configuration: configuration ?? configurationId,
    flow: flowSchema.nullable().parse(flow),
    afterExpiration: afterExpirationSchema.nullable().parse(afterExpiration),
    portico: { ...given(row), ...fateOf(row) },
    url: `${env().APP_URL}/p/${segmentOf(owner)}`,
  });
}

function given({ portico }: KeptSessionRow): object {
  return typeof portico === "object" && portico !== null ? portico : {};
}

/** What became of it. Times in Unix seconds. */
function fateOf(row: KeptSessionRow) {
  return {
    state: sessionState(row),
    opened_at: secondsOf(row.redeemedAt),
    last_active_at: secondsOf(row.lastActiveAt),
    revoked_at: secondsOf(row.revokedAt),
    proof: row.proof,
    surface: row.surface,
  };
}

function secondsOf(date: Date | null): number | null {
  return date === null ? null : seconds(date);
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
