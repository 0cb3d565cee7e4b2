import { newId } from "../ids";
import { database, type Transaction } from "./client";
import { Prisma } from "./generated/client";

/** Where a link counts: every look-up names its audience, merchant (null: a member's) and mode. */
export type LinkKey = {
  readonly audience: string;
  readonly merchantId: string | null;
  readonly livemode: boolean;
};

export type EmailLinkRow = LinkKey & {
  readonly id: string;
  readonly configurationId: string | null;
  readonly email: string;
  readonly redirectUrl: string | null;
  /** The session whose link opens nothing any more, and which the proof replaces; null: somebody just signs in. */
  readonly sessionId: string | null;
  readonly browserHash: string;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly supersededAt: Date | null;
  readonly usedAt: Date | null;
  readonly chosenAt: Date | null;
  /** Whether it was sent (or, never sent, asked for) a link's life ago or longer, by the database's clock. */
  readonly isOver: boolean;
  /** Whether it was asked for so long ago: the same for mailboxes that are mailed and for those that are not. */
  readonly isAskedLongAgo: boolean;
};

export type NewEmailLink = LinkKey & {
  readonly configurationId: string | null;
  readonly email: string;
  readonly redirectUrl: string | null;
  readonly sessionId: string | null;
  readonly browserHash: string;
};

/** Writes down that somebody asked for a link; gives its id. */
export async function insertEmailLink(tx: Transaction, link: NewEmailLink): Promise<string> {
  const id = newId("emailLink");
  await tx.emailLink.create({ data: { id, ...link }, select: { id: true } });
  return id;
}

export type SendableLink = NewEmailLink & {
  readonly id: string;
  readonly merchant: {
    readonly slug: string;
    readonly name: string;
    readonly branding: unknown;
  } | null;
};

/** A link that is still to be sent; null when it was, or a newer one was. Finds a merchant. */
export function findLinkToSend(id: string): Promise<SendableLink | null> {
  return database().emailLink.findFirst({
    where: { id, sentAt: null, supersededAt: null },
    select: {
      id: true,
      audience: true,
      merchantId: true,
      livemode: true,
      configurationId: true,
      email: true,
      redirectUrl: true,
      sessionId: true,
      browserHash: true,
      merchant: { select: { slug: true, name: true, branding: true } },
    },
  });
}

/** Keeps what the mail about to be sent will open with; what an earlier attempt carried opens nothing any more. */
export async function armLink(
  id: string,
  hashes: { readonly linkHash: string; readonly pinHash: string },
): Promise<void> {
  await database().emailLink.updateMany({ where: { id, sentAt: null }, data: hashes });
}

/**
 * The mail has been taken: the link lives from now on, and those asked for earlier for the same mailbox in the
 * same place are superseded, sent or not. One statement, so that there is no moment with two or none.
 */
export async function markLinkSent(id: string): Promise<void> {
  await database().$executeRaw`
    WITH sent AS (
      UPDATE email_links SET sent_at = now() WHERE id = ${id} AND sent_at IS NULL
      RETURNING id, audience, merchant_id, livemode, email, created_at)
    UPDATE email_links l SET superseded_at = now() FROM sent s
    WHERE l.audience = s.audience AND l.merchant_id IS NOT DISTINCT FROM s.merchant_id
      AND l.livemode = s.livemode AND l.email = s.email
      AND (l.created_at, l.id) < (s.created_at, s.id)
      AND l.superseded_at IS NULL AND l.used_at IS NULL`;
}

const columns = (lifeSeconds: number) => Prisma.sql`
  id, audience, merchant_id AS "merchantId", livemode, configuration_id AS "configurationId", email,
  redirect_url AS "redirectUrl", session_id AS "sessionId", browser_hash AS "browserHash", attempts, sent_at AS "sentAt",
  superseded_at AS "supersededAt", used_at AS "usedAt", chosen_at AS "chosenAt",
  coalesce(sent_at, created_at) <= now() - make_interval(secs => ${lifeSeconds}) AS "isOver",
  created_at <= now() - make_interval(secs => ${lifeSeconds}) AS "isAskedLongAgo"`;

const within = ({ audience, merchantId, livemode }: LinkKey) => Prisma.sql`
  audience = ${audience} AND merchant_id IS NOT DISTINCT FROM ${merchantId}::text
  AND livemode = ${livemode}`;

/** The sent link of this code, in whatever state; null for an invented one and for another merchant's. */
export async function findLinkByCode(
  key: LinkKey,
  linkHash: string,
  lifeSeconds: number,
): Promise<EmailLinkRow | null> {
  const [row] = await database().$queryRaw<EmailLinkRow[]>(Prisma.sql`
    SELECT ${columns(lifeSeconds)} FROM email_links
    WHERE ${within(key)} AND link_hash = ${linkHash} AND sent_at IS NOT NULL`);
  return row ?? null;
}

/** What this browser asked for, newest first, sent or not; at most ten. */
export function listAskedLinks(
  key: LinkKey,
  browserHash: string,
  lifeSeconds: number,
): Promise<EmailLinkRow[]> {
  return database().$queryRaw<EmailLinkRow[]>(Prisma.sql`
    SELECT ${columns(lifeSeconds)} FROM email_links
    WHERE ${within(key)} AND browser_hash = ${browserHash}
    ORDER BY created_at DESC, id DESC LIMIT 10`);
}

/**
 * Counts one try of the 6-digit code, before anything is compared: null when `most` were counted already, so of
 * any number of parallel tries `most` go on. Gives the code's hash, itself null when no code was ever sent.
 */
export async function countAttempt(
  id: string,
  most: number,
): Promise<{ readonly pinHash: string | null } | null> {
  const [row] = await database().$queryRaw<{ pinHash: string | null }[]>`
    UPDATE email_links SET attempts = attempts + 1 WHERE id = ${id} AND attempts < ${most}
    RETURNING CASE WHEN sent_at IS NULL THEN NULL ELSE pin_hash END AS "pinHash"`;
  return row ?? null;
}

/**
 * Uses a link up: one conditional update, so of any number of attempts one wins. `ticketHash` is the leave to
 * choose among several customers. False when it is used, superseded or over. Found by its hash before.
 */
export async function takeLink(
  tx: Transaction | null,
  id: string,
  use: { readonly lifeSeconds: number; readonly ticketHash: string | null },
): Promise<boolean> {
  const used = await (tx ?? database()).$executeRaw`
    UPDATE email_links SET used_at = now(), ticket_hash = ${use.ticketHash}
    WHERE id = ${id} AND used_at IS NULL AND superseded_at IS NULL
      AND sent_at > now() - make_interval(secs => ${use.lifeSeconds})`;
  return used === 1;
}

export type TicketRow = Pick<
  EmailLinkRow,
  "id" | "email" | "configurationId" | "chosenAt" | "isOver"
>;

/** The link that this leave to choose came from; null for an invented one and for another merchant's. */
export async function findTicket(
  key: LinkKey,
  ticketHash: string,
  lifeSeconds: number,
): Promise<TicketRow | null> {
  const [row] = await database().$queryRaw<TicketRow[]>(Prisma.sql`
    SELECT id, email, configuration_id AS "configurationId", chosen_at AS "chosenAt",
      used_at <= now() - make_interval(secs => ${lifeSeconds}) AS "isOver"
    FROM email_links WHERE ${within(key)} AND ticket_hash = ${ticketHash}`);
  return row ?? null;
}

/** Uses the leave to choose up, one conditional update; false when it was used or is over. */
export async function takeTicket(
  tx: Transaction,
  id: string,
  lifeSeconds: number,
): Promise<boolean> {
  const chosen = await tx.$executeRaw`
    UPDATE email_links SET chosen_at = now()
    WHERE id = ${id} AND chosen_at IS NULL AND ticket_hash IS NOT NULL
      AND used_at > now() - make_interval(secs => ${lifeSeconds})`;
  return chosen === 1;
}

/** Deletes what was asked for `seconds` ago or longer, of every merchant. */
export async function deleteOldLinks(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM email_links WHERE created_at <= now() - make_interval(secs => ${seconds})`;
}
