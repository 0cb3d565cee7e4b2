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
