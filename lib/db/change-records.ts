import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import { addAuditEntry } from "./audit-entries";
import { database, type Transaction, transact } from "./client";
import { Prisma } from "./generated/client";
import { addToOutbox } from "./outbox";
import type { Place } from "./place";
import { queueEvent } from "./queue-event";
import { type Page, type PageQuery, readOne, readPage } from "./read-page";

/** What an action leaves behind at first: what was shown, before anybody looked at what Stripe made of it. */
export type NewChangeRecord = {
  /** The subscription it was done to, or that came of it; null for what concerns the customer. */
  readonly subscriptionId: string | null;
  readonly outcome: "applied" | "scheduled";
  /** The preview that was confirmed. */
  readonly shown: Prisma.InputJsonObject;
  /** The subscription's newest invoice before the call. */
  readonly invoiceBefore: string | null;
  /** The invoice that Stripe's answer named: of the call, or the one of before. Null when it named none. */
  readonly invoiceId: string | null;
};

export type ChangeRecordRow = {
  /** The intent's id. */
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly sessionId: string;
  readonly action: string;
  readonly subscriptionId: string | null;
  readonly outcome: string;
  readonly shown: unknown;
  readonly invoiceBefore: string | null;
  readonly invoiceId: string | null;
  /** lib/records/read-record.ts reads it. */
  readonly done: unknown;
  readonly agrees: boolean | null;
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  /** Of the session it was done in; null when that is no more. */
  readonly proof: string | null;
  readonly surface: string | null;
  readonly sessionCreatedAt: Date | null;
};

type Subject = Place & { readonly id: string; readonly sessionId: string } & {
  readonly customerId: string;
  readonly action: string;
};

const columns = Prisma.sql`t.id, t.merchant_id AS "merchantId", t.livemode,
  t.customer_id AS "customerId", t.session_id AS "sessionId", t.action,
  t.subscription_id AS "subscriptionId", t.outcome, t.shown, t.invoice_before AS "invoiceBefore",
  t.invoice_id AS "invoiceId", t.done, t.agrees, t.created_at AS "createdAt",
  t.checked_at AS "checkedAt",
  (SELECT s.proof FROM portal_sessions s WHERE s.id = t.session_id
    AND s.merchant_id = t.merchant_id) AS proof,
  (SELECT s.surface FROM portal_sessions s WHERE s.id = t.session_id
    AND s.merchant_id = t.merchant_id) AS surface,
  (SELECT s.created_at FROM portal_sessions s WHERE s.id = t.session_id
    AND s.merchant_id = t.merchant_id) AS "sessionCreatedAt"`;

const table = { name: "change_records", columns } as const;

/** Keeps the record of what `intent` did, once, with the job that looks at what Stripe made of it. */
export async function addChangeRecord(
  tx: Transaction,
  { id, merchantId, livemode, customerId, sessionId, action }: Subject,
  record: NewChangeRecord,
): Promise<void> {
  const added = await tx.changeRecord.createMany({
    data: [{ id, merchantId, livemode, customerId, sessionId, action, ...record }],
    skipDuplicates: true,
  });
  if (added.count > 0) await addToOutbox(tx, "change_check", { merchantId, record: id });
}

/** One record of this merchant and mode; null when its id is unknown or another's. */
export function findChangeRecord(place: Place, id: string): Promise<ChangeRecordRow | null> {
  return readOne<ChangeRecordRow>(table, place, id);
}

/** The record that a job is about, of whichever mode; null when it is no more. */
export async function findRecordOfJob(
  merchantId: string,
  id: string,
): Promise<ChangeRecordRow | null> {
  const [row] = await database().$queryRaw<ChangeRecordRow[]>(Prisma.sql`
    SELECT ${columns} FROM change_records t WHERE t.id = ${id} AND t.merchant_id = ${merchantId}`);
  return row ?? null;
}

/** The invoices that other changes of the same subscription are known to have made. */
export async function listClaimedInvoices({
  id,
  merchantId,
  livemode,
  customerId,
  subscriptionId,
}: ChangeRecordRow): Promise<string[]> {
  const rows = await database().$queryRaw<{ invoiceId: string }[]>`
    SELECT invoice_id AS "invoiceId" FROM change_records
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode}
      AND customer_id = ${customerId} AND subscription_id = ${subscriptionId} AND id <> ${id}
      AND invoice_id IS NOT NULL AND invoice_id IS DISTINCT FROM invoice_before`;
  return rows.map(({ invoiceId }) => invoiceId);
}

/** Which records are listed; null: whatever it is. */
export type RecordFilter = {
  readonly customerId: string | null;
  readonly subscriptionIds: readonly string[] | null;
  readonly sessionId: string | null;
};

/** A page of records, newest first. Null for a cursor that is no record of this merchant's and mode's. */
export function pageChangeRecords(
  place: Place,
  query: PageQuery,
  { customerId, subscriptionIds, sessionId }: RecordFilter,
): Promise<Page<ChangeRecordRow> | null> {
  const conditions = [
    Prisma.sql`TRUE`,
    ...(customerId === null ? [] : [Prisma.sql`t.customer_id = ${customerId}`]),
    ...(subscriptionIds === null
      ? []
      : [Prisma.sql`t.subscription_id = ANY(${[...subscriptionIds]})`]),
    ...(sessionId === null ? [] : [Prisma.sql`t.session_id = ${sessionId}`]),
  ];
  return readPage<ChangeRecordRow>(table, place, query, Prisma.join(conditions, " AND "));
}

/** What was found out about a record, once. */
export type Verdict = {
  readonly done: Prisma.InputJsonObject;
  readonly agrees: boolean | null;
  /** Whether the customer is to be mailed about it. */
  readonly mails: boolean;
};

const differs: EventType = "portico.change.differs";

/**
 * Writes down what Stripe did, once, with the jobs that follow from it; where it is not what was shown, with an audit
 * entry, the event (`object` is what it is about) and a mail to each owner. False when it was written down before.
 */
export function settleChangeRecord(
  { id, merchantId, livemode }: ChangeRecordRow,
  { done, agrees, mails }: Verdict,
  object: object,
): Promise<boolean> {
  return transact(async (tx) => {
    const written = await tx.$executeRaw`
      UPDATE change_records SET done = ${JSON.stringify(done)}::jsonb, agrees = ${agrees},
        checked_at = now()
      WHERE id = ${id} AND merchant_id = ${merchantId} AND checked_at IS NULL`;
    if (written === 0) return false;
    if (mails) await addToOutbox(tx, "change_mail", { merchantId, record: id });
    if (agrees === false) await raiseAlarm(tx, { id, merchantId, livemode }, object);
    return true;
  });
}

async function raiseAlarm(
  tx: Transaction,
  { id, merchantId, livemode }: Place & { readonly id: string },
  object: object,
): Promise<void> {
  await addAuditEntry(tx, {
    merchantId,
    livemode,
    actorType: "system",
    actorId: "records",
    action: "change_record.differs",
    target: id,
    data: {},
  });
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data)
      VALUES (${newId("event")}, ${merchantId}, ${livemode}, ${differs},
        ${JSON.stringify(object)}::jsonb)
      RETURNING id, merchant_id, livemode)
    ${queueEvent}`;
  const payload = JSON.stringify({ merchantId, record: id });
  await tx.$executeRaw`
    INSERT INTO outbox (queue, payload)
    SELECT 'change_differs', ${payload}::jsonb || jsonb_build_object('member', member_id)
    FROM memberships WHERE merchant_id = ${merchantId} AND role = 'owner'`;
}

/** A job has given up on a record after this; before, it tries by itself. */
const givenUpSeconds = 7200;
const patienceSeconds = 3 * 86_400;

/** Has records looked at again that no try has come to: Stripe was away for longer than a job tries. */
export async function requeueUncheckedRecords(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO outbox (queue, payload)
    SELECT 'change_check', jsonb_build_object('merchantId', t.merchant_id, 'record', t.id)
    FROM change_records t
    WHERE t.checked_at IS NULL AND t.created_at < now() - make_interval(secs => ${givenUpSeconds})
      AND t.created_at > now() - make_interval(secs => ${patienceSeconds})
      AND NOT EXISTS (SELECT 1 FROM outbox o
        WHERE o.queue = 'change_check' AND o.payload->>'record' = t.id
          AND o.created_at > now() - make_interval(secs => ${givenUpSeconds}))`;
}

/** Whom a record's mail comes from: the merchant, and the configuration of the session it was done in. */
export type RecordSender = {
  readonly slug: string;
  readonly name: string;
  readonly branding: unknown;
  /** Null when the session or its configuration is no more. */
  readonly document: unknown;
};

/** The sender of a record's mails; null when the merchant is no more. */
export async function findRecordSender({
  merchantId,
  sessionId,
}: ChangeRecordRow): Promise<RecordSender | null> {
  const [row] = await database().$queryRaw<RecordSender[]>`
    SELECT m.slug, m.name, m.branding, c.document FROM merchants m
    LEFT JOIN portal_sessions s ON s.merchant_id = m.id AND s.id = ${sessionId}
    LEFT JOIN configurations c ON c.merchant_id = m.id AND c.id = s.configuration_id
    WHERE m.id = ${merchantId}`;
  return row ?? null;
}

/** Claims the one mail of a record: true for the first who asks. */
export async function claimRecordMail({ merchantId, id }: ChangeRecordRow): Promise<boolean> {
  const claimed = await database().$executeRaw`
    UPDATE change_records SET mailed_at = now()
    WHERE id = ${id} AND merchant_id = ${merchantId} AND mailed_at IS NULL`;
  return claimed === 1;
}

/** Gives a claim back: the mail was not taken, so that it is tried again. */
export async function releaseRecordMail({ merchantId, id }: ChangeRecordRow): Promise<void> {
  await database().$executeRaw`
    UPDATE change_records SET mailed_at = NULL WHERE id = ${id} AND merchant_id = ${merchantId}`;
}

/** The address of an owner to be told, if they still are one. */
export async function findOwnerAddress(
  merchantId: string,
  memberId: string,
): Promise<string | null> {
  const [row] = await database().$queryRaw<{ email: string }[]>`
    SELECT b.email FROM memberships s JOIN members b ON b.id = s.member_id
    WHERE s.merchant_id = ${merchantId} AND s.member_id = ${memberId} AND s.role = 'owner'`;
  return row?.email ?? null;
}
