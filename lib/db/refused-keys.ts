import { addAuditEntry } from "./audit-entries";
import { database, transact } from "./client";
import type { Place } from "./place";

const action = "stripe_key.refused";
const quietSeconds = 86_400;

/**
 * Notes that Stripe refuses this merchant's key: an audit entry and a mail to each owner, once a day. False when it was
 * noted before, and where no account is connected.
 */
export async function noteRefusal({ merchantId, livemode }: Place): Promise<boolean> {
  if (await wasNoted(database(), { merchantId, livemode })) return false;
  return transact(async (tx) => {
    // Of many calls that are refused at the same time, one goes on.
    const [connection] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM stripe_connections
      WHERE merchant_id = ${merchantId} AND livemode = ${livemode} FOR UPDATE`;
    if (connection === undefined || (await wasNoted(tx, { merchantId, livemode }))) return false;
    const actor = { actorType: "system", actorId: "stripe" } as const;
    const what = { action, target: connection.id, data: {} };
    await addAuditEntry(tx, { merchantId, livemode, ...actor, ...what });
    const payload = JSON.stringify({ merchantId, livemode });
    await tx.$executeRaw`
      INSERT INTO outbox (queue, payload)
      SELECT 'key_refused', ${payload}::jsonb || jsonb_build_object('member', member_id)
      FROM memberships WHERE merchant_id = ${merchantId} AND role = 'owner'`;
    return true;
  });
}

async function wasNoted(
  db: Pick<ReturnType<typeof database>, "$queryRaw">,
  { merchantId, livemode }: Place,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM audit_entries
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND action = ${action}
      AND created_at > now() - make_interval(secs => ${quietSeconds}) LIMIT 1`;
  return rows.length > 0;
}

/** The merchant and the address of an owner to be told, if they still are one. */
export async function findRefusalNotice(
  merchantId: string,
  memberId: string,
): Promise<{ readonly email: string; readonly merchant: string } | null> {
  const [row] = await database().$queryRaw<{ email: string; merchant: string }[]>`
    SELECT b.email, m.name AS merchant FROM memberships s
    JOIN members b ON b.id = s.member_id JOIN merchants m ON m.id = s.merchant_id
    WHERE s.merchant_id = ${merchantId} AND s.member_id = ${memberId} AND s.role = 'owner'`;
  return row ?? null;
}
