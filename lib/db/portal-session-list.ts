import { database } from "./client";
import { Prisma } from "./generated/client";
import type { SessionTimes } from "./kept-sessions";
import type { Place } from "./place";

export type ListedSessionRow = SessionTimes & {
  readonly id: string;
  readonly customerId: string;
  readonly proof: string;
  readonly surface: string;
  /** From the kept snapshot; null without one, or when Stripe has none. */
  readonly customerName: string | null;
  readonly customerEmail: string | null;
};

export type SessionQuery = {
  /** Only this customer's; null: everybody's. */
  readonly customerId: string | null;
  /** Only those that are open by these lifetimes (seconds); null: in whatever state. */
  readonly openBy: { readonly idleSeconds: number; readonly absoluteSeconds: number } | null;
  /** The session that the page follows; null on the first page. Another merchant's is followed by nothing. */
  readonly after: string | null;
  readonly limit: number;
};

/** A merchant's portal sessions in one mode, newest first, at most `limit`. */
export function listSessions(place: Place, query: SessionQuery): Promise<ListedSessionRow[]> {
  const { merchantId, livemode } = place;
  const { customerId, openBy, after, limit } = query;
  return database().$queryRaw<ListedSessionRow[]>(Prisma.sql`
    SELECT s.id, s.customer_id AS "customerId", s.proof, s.surface, s.created_at AS "createdAt",
      s.redeemed_at AS "redeemedAt", s.last_active_at AS "lastActiveAt", s.ended_at AS "endedAt",
      s.revoked_at AS "revokedAt", now() AS "databaseNow",
      p.document#>>'{snapshot,customer,name}' AS "customerName",
      p.document#>>'{snapshot,customer,email}' AS "customerEmail"
    FROM portal_sessions s LEFT JOIN snapshots p ON p.merchant_id = s.merchant_id
      AND p.livemode = s.livemode AND p.customer_id = s.customer_id
    WHERE s.merchant_id = ${merchantId} AND s.livemode = ${livemode}
      ${customerId === null ? Prisma.empty : Prisma.sql`AND s.customer_id = ${customerId}`}
      ${openBy === null ? Prisma.empty : isOpen(openBy)}
      ${after === null ? Prisma.empty : isAfter(place, after)}
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`);
}

function isOpen({ idleSeconds, absoluteSeconds }: NonNullable<SessionQuery["openBy"]>) {
  return Prisma.sql`
    AND s.revoked_at IS NULL AND s.ended_at IS NULL
    AND s.redeemed_at > now() - make_interval(secs => ${absoluteSeconds})
    AND COALESCE(s.last_active_at, s.redeemed_at) > now() - make_interval(secs => ${idleSeconds})`;
}

function isAfter({ merchantId, livemode }: Place, id: string) {
  return Prisma.sql`AND (s.created_at, s.id) < (SELECT a.created_at, a.id FROM portal_sessions a
    WHERE a.id = ${id} AND a.merchant_id = ${merchantId} AND a.livemode = ${livemode})`;
}
