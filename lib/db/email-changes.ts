import { newId } from "../ids";
import type { RecordSender } from "./change-records";
import { database, type Transaction } from "./client";
import { addToOutbox } from "./outbox";
import type { Place } from "./place";

/** Whose change of mailbox: it works in the session that asked for it and in no other. */
export type EmailChangeKey = Place & { readonly sessionId: string };

export type NewEmailChange = EmailChangeKey & {
  readonly customerId: string;
  readonly nonce: string;
  readonly email: string;
  readonly locale: string;
};

/** Keeps that a mailbox is to be proved, and has it mailed unless `isLimited`. Null when the nonce was used already. */
export async function insertEmailChange(
  tx: Transaction,
  change: NewEmailChange,
  isLimited: boolean,
): Promise<string | null> {
  const id = newId("emailChange");
  const { merchantId } = change;
  const { count } = await tx.emailChange.createMany({
    data: [{ id, ...change }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  if (!isLimited) await addToOutbox(tx, "email_change", { merchantId, change: id });
  return id;
}

/** What a click asked for; null when there was no such click in this session. */
export function findEmailChangeByNonce(
  { merchantId, livemode, sessionId }: EmailChangeKey,
  nonce: string,
): Promise<{ readonly id: string; readonly email: string } | null> {
  return database().emailChange.findFirst({
    where: { merchantId, livemode, sessionId, nonce },
    select: { id: true, email: true },
  });
}

export type EmailChangeRow = {
  readonly id: string;
  readonly email: string;
  readonly usedAt: Date | null;
  /** Whether it was sent (or, never sent, asked for) `lifeSeconds` ago or longer. */
  readonly isOver: boolean;
};

/** The newest of a session: it supersedes all before it. Null when none was asked for. */
export async function findNewestEmailChange(
  { merchantId, livemode, sessionId }: EmailChangeKey,
  lifeSeconds: number,
): Promise<EmailChangeRow | null> {
  const [row] = await database().$queryRaw<EmailChangeRow[]>`
    SELECT id, email, used_at AS "usedAt",
      coalesce(sent_at, created_at) <= now() - make_interval(secs => ${lifeSeconds}) AS "isOver"
    FROM email_changes
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND session_id = ${sessionId}
    ORDER BY created_at DESC, id DESC LIMIT 1`;
  return row ?? null;
}

/**
 * Counts one try of the code, before anything is compared: null when `most` were counted already. Gives the code's
 * hash, itself null when no code was sent.
 */
export async function countEmailTry(
  { merchantId }: Place,
  id: string,
  most: number,
): Promise<{ readonly pinHash: string | null } | null> {
  const [row] = await database().$queryRaw<{ pinHash: string | null }[]>`
    UPDATE email_changes SET attempts = attempts + 1
    WHERE id = ${id} AND merchant_id = ${merchantId} AND attempts < ${most}
    RETURNING CASE WHEN sent_at IS NULL THEN NULL ELSE pin_hash END AS "pinHash"`;
  return row ?? null;
}

/** Keeps which mailbox it takes the place of: the one that is told. */
export async function keepFormerEmail(
  { merchantId }: Place,
  id: string,
  formerEmail: string | null,
): Promise<void> {
  await database().emailChange.updateMany({ where: { id, merchantId }, data: { formerEmail } });
}

/** Uses up what this session asked for with `email`, and has the former mailbox told, once. */
export async function spendEmailChange(
  tx: Transaction,
  { merchantId, livemode, sessionId }: EmailChangeKey,
  email: string,
): Promise<void> {
  const used = await tx.$queryRaw<{ id: string; isTold: boolean }[]>`
    UPDATE email_changes SET used_at = now()
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND session_id = ${sessionId}
      AND email = ${email} AND used_at IS NULL
    RETURNING id, former_email IS NOT NULL AS "isTold"`;
  const told = used.find(({ isTold }) => isTold);
  if (told) await addToOutbox(tx, "email_changed", { merchantId, change: told.id });
}

export type EmailChangeMail = Omit<RecordSender, "document"> & {
  readonly livemode: boolean;
  readonly document: unknown;
  readonly email: string;
  readonly formerEmail: string | null;
  readonly locale: string;
  readonly sentAt: Date | null;
  readonly usedAt: Date | null;
  /** False when the same session has asked for another one since. */
  readonly isNewest: boolean;
};

/** What a mail about a change is made of; null when it is no more. */
export async function findEmailChangeMail(
  merchantId: string,
  id: string,
): Promise<EmailChangeMail | null> {
  const [row] = await database().$queryRaw<EmailChangeMail[]>`
    SELECT m.slug, m.name, m.branding, c.document, t.livemode, t.email,
      t.former_email AS "formerEmail", t.locale, t.sent_at AS "sentAt", t.used_at AS "usedAt",
      NOT EXISTS (SELECT 1 FROM email_changes n WHERE n.merchant_id = t.merchant_id
        AND n.session_id = t.session_id AND (n.created_at, n.id) > (t.created_at, t.id))
        AS "isNewest"
    FROM email_changes t
    JOIN merchants m ON m.id = t.merchant_id
    LEFT JOIN portal_sessions s ON s.merchant_id = t.merchant_id AND s.id = t.session_id
    LEFT JOIN configurations c ON c.merchant_id = t.merchant_id AND c.id = s.configuration_id
    WHERE t.id = ${id} AND t.merchant_id = ${merchantId}`;
  return row ?? null;
}

/** Keeps what the mail about to be sent will be proved by. */
export async function armEmailChange(
  merchantId: string,
  id: string,
  pinHash: string,
): Promise<void> {
  await database().emailChange.updateMany({
    where: { id, merchantId, sentAt: null },
    data: { pinHash },
  });
}

/** The mail has been taken: the code lives from now on. */
export async function markEmailChangeSent(merchantId: string, id: string): Promise<void> {
  await database().$executeRaw`
    UPDATE email_changes SET sent_at = now()
    WHERE id = ${id} AND merchant_id = ${merchantId} AND sent_at IS NULL`;
}

/** Deletes what was asked for `seconds` ago or longer, of every merchant. */
export async function deleteOldEmailChanges(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM email_changes WHERE created_at <= now() - make_interval(secs => ${seconds})`;
}
