import {
  findSessionByCode,
  redeemSession as redeemRow,
  type SessionRow,
} from "../db/portal-sessions";
import { type ErrorCode, PorticoError } from "../errors";
import { newSecret } from "../ids";
import { flowPath } from "../portal/flow-start";
import { segmentOf } from "../portal/segment";
import { hashToken } from "../secrets";
import { isRecoverable } from "./is-recoverable";
import { isToken } from "./load-session";
import { lifetimes, type SessionState, sessionState } from "./state";

export type Entry = {
  /** The first path segment of the portal: the slug, `test_` before it in test mode. */
  readonly segment: string;
  /** The page it leads to: the task that the session was made for, or the portal's own. */
  readonly path: string;
  /** Set when this call redeemed the code; null when the browser already holds the session. */
  readonly accessToken: string | null;
};

/**
 * Exchanges a session code for an access token, once. Presented again with that session's own live token
 * among `heldTokens`, it leads on without one. Throws session_unknown, session_used, session_expired, session_revoked.
 */
export async function redeemSession(code: string, heldTokens: readonly string[]): Promise<Entry> {
  if (!isToken(code)) throw new PorticoError("session_unknown");
  const exchangeCodeHash = hashToken(code);
  const accessToken = newSecret("pat");
  const redeemed = await redeemRow({
    exchangeCodeHash,
    accessTokenHash: hashToken(accessToken),
    unusedSeconds: lifetimes.unusedSeconds,
  });
  if (redeemed !== null) {
    return { ...entryOf(redeemed), accessToken };
  }
  return { ...(await requireReentry(code, heldTokens)), accessToken: null };
}

/** Whether a code can still be opened by this browser, changing nothing. Throws as redeemSession does. */
export async function requireOpenable(code: string, heldTokens: readonly string[]): Promise<void> {
  if (!isToken(code)) throw new PorticoError("session_unknown");
  await requireReentry(code, heldTokens, "unused");
}

const refusals: Record<Exclude<SessionState, "active">, ErrorCode> = {
  unused: "session_unknown",
  idle: "session_expired",
  expired: "session_expired",
  revoked: "session_revoked",
};

async function requireReentry(
  code: string,
  heldTokens: readonly string[],
  alsoAllowed?: SessionState,
): Promise<Omit<Entry, "accessToken">> {
  const row = await findSessionByCode(hashToken(code));
  if (row === null) throw new PorticoError("session_unknown");
  const state = sessionState(row);
  const entry = entryOf(row);
  if (state === alsoAllowed) return entry;
  if (state !== "active") throw refusal(refusals[state], row);
  const held = heldTokens.filter(isToken).map((token) => hashToken(token));
  if (row.accessTokenHash !== null && held.includes(row.accessTokenHash)) return entry;
  throw refusal("session_used", row);
}

function entryOf(row: Pick<SessionRow, "slug" | "livemode" | "flow">): Omit<Entry, "accessToken"> {
  const segment = segmentOf(row);
  return { segment, path: `/p/${segment}${flowPath(row.flow)}` };
}

/** Says whose portal it was and where the customer came from: what the one way on is found by. */
function refusal(code: ErrorCode, row: SessionRow): PorticoError {
  const extra = {
    return_url: row.returnUrl,
    merchant: row.merchantName,
    segment: segmentOf(row),
    configuration: row.configurationId,
    recoverable: isRecoverable(row),
  };
  return new PorticoError(code, { extra });
}
