import { newId } from "../ids";
import { database, type Transaction } from "./client";
import type { Prisma } from "./generated/client";

export type AuditEntry = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly actorType: "member" | "customer" | "api_key" | "system";
  readonly actorId: string;
  /** What was done, as `noun.verb`: `configuration.updated`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly target: string;
  /** What else there is to know; of a change, `before` and `after`. Never a secret. */
  readonly data: Prisma.InputJsonObject;
};

/** Writes down what `tx` does, in that same transaction. Entries are never changed. */
export async function addAuditEntry(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.auditEntry.create({ data: { id: newId("auditEntry"), ...entry } });
}

/**
 * Writes down that a member was refused something at the merchant `slug`. The same statement whether there is such
 * a merchant or not, so that the time it takes tells nothing. Finds a merchant, so takes none.
 */
export async function addDeniedEntry(denied: {
  readonly slug: string;
  readonly livemode: boolean;
  readonly memberId: string;
  readonly data: Readonly<Record<string, string>>;
}): Promise<void> {
  const { slug, livemode, memberId, data } = denied;
  await database().$executeRaw`
    INSERT INTO audit_entries (id, merchant_id, livemode, actor_type, actor_id, action, target, data)
    SELECT ${newId("auditEntry")}, id, ${livemode}, 'member', ${memberId}, 'member.denied', slug,
      ${JSON.stringify(data)}::jsonb
    FROM merchants WHERE slug = ${slug}`;
}

/**
 * Writes down that a customer was made here, at their own confirmation: once, however often it is told. Whoever died
 * between Stripe's answer and this line is made up for by the next confirmation.
 */
export async function addCustomerEntry(
  tx: Transaction,
  made: {
    readonly merchantId: string;
    readonly livemode: boolean;
    readonly customerId: string;
    /** What was chosen to begin with. */
    readonly data: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { merchantId, livemode, customerId, data } = made;
  await tx.$executeRaw`
    INSERT INTO audit_entries (id, merchant_id, livemode, actor_type, actor_id, action, target, data)
    SELECT ${newId("auditEntry")}::text, ${merchantId}::text, ${livemode}::boolean, 'customer',
      ${customerId}::text, 'customer.created', ${customerId}::text, ${JSON.stringify(data)}::jsonb
    WHERE NOT EXISTS (SELECT 1 FROM audit_entries
      WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND action = 'customer.created'
        AND target = ${customerId})`;
}
