import { countAttempt, type EmailLinkRow, listAskedLinks } from "../db/email-links";
import { PorticoError } from "../errors";
import { hashToken } from "../secrets";
import { consumeLink } from "./consume-link";
import { findLiveLink, findRefusal } from "./find-live-link";
import { isRightPin } from "./hash-pin";
import {
  type Audience,
  type LinkScope,
  linkSeconds,
  mostAttempts,
  type ProvedMailbox,
  provedBy,
} from "./link-scope";

export type GivenPin = {
  readonly pin: unknown;
  /** The link's code, where the link was opened; without it the newest request of this browser counts. */
  readonly code?: unknown;
  readonly browserKey?: string | undefined;
};

/**
 * Whose mailbox the 6 digits of a mail prove, using its link up. Each try is counted before it is compared, five
 * at most. Throws `code_invalid`, `too_many_attempts` and, as far as the right digits or the link's code were
 * given, `link_invalid`, `link_expired`, `link_superseded`, `link_used`.
 */
export async function provePin(
  audience: Audience,
  scope: LinkScope,
  given: GivenPin,
): Promise<ProvedMailbox> {
  const proved = await checkPin(audience, scope, given);
  await consumeLink(proved);
  return proved;
}

/** The same, using up no more than one try. */
export async function checkPin(
  audience: Audience,
  scope: LinkScope,
  { pin, code, browserKey }: GivenPin,
): Promise<ProvedMailbox> {
  const digits = readPin(pin);
  const row =
    code === undefined
      ? await matchAsked(audience, scope, digits, browserKey)
      : await matchLink(await findLiveLink(audience, scope, code), digits);
  return provedBy(row);
}

/**
 * Six digits: people copy them with spaces, and type them in the width their keyboard has. Throws `code_invalid`,
 * naming `param`.
 */
export function readPin(pin: unknown, param = "pin"): string {
  const digits =
    typeof pin === "string" && pin.length <= 40 ? pin.normalize("NFKC").replace(/[\s-]/g, "") : "";
  if (!/^[0-9]{6}$/.test(digits)) throw new PorticoError("code_invalid", { param });
  return digits;
}

async function matchLink(row: EmailLinkRow, digits: string): Promise<EmailLinkRow> {
  const counted = await requireAttempt(row);
  if (!isRightPin(row.id, digits, counted.pinHash)) throw new PorticoError("code_invalid");
  return row;
}

/**
 * Without the link's code, a wrong try is answered by when this browser asked and how often it tried, and by
 * nothing else: whether the mailbox was ever mailed stays unknown.
 */
async function matchAsked(
  audience: Audience,
  { merchantId, livemode }: LinkScope,
  digits: string,
  browserKey: string | undefined,
): Promise<EmailLinkRow> {
  const key = { audience, merchantId, livemode };
  const asked =
    browserKey === undefined ? [] : await listAskedLinks(key, hashToken(browserKey), linkSeconds);
  const [latest] = asked;
  if (latest === undefined) throw new PorticoError("code_invalid");
  const counted = await requireAttempt(latest);
  // Until the newest mail is on its way, the one before it is still good.
  const sent = asked.find(({ sentAt, email }) => sentAt !== null && email === latest.email);
  const row = sent ?? latest;
  const matched = row === latest ? counted : await countAttempt(row.id, mostAttempts);
  if (!isRightPin(row.id, digits, matched?.pinHash ?? null)) {
    throw new PorticoError(latest.isAskedLongAgo ? "link_expired" : "code_invalid");
  }
  const reason = findRefusal(row);
  if (reason !== null) throw new PorticoError(reason);
  return row;
}

async function requireAttempt({ id }: EmailLinkRow) {
  const counted = await countAttempt(id, mostAttempts);
  if (counted === null) throw new PorticoError("too_many_attempts");
  return counted;
}
