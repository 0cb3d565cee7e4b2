import { newId } from "../ids";
import { addAuditEntry } from "./audit-entries";
import { database, type Transaction, transact } from "./client";
import { Prisma } from "./generated/client";

export type MemberLifetimes = {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
  readonly freshSeconds: number;
};

/** A living session with its member and, when a merchant was named, their place there; null: they have none. */
export type MemberVisit = {
  readonly sessionId: string;
  readonly memberId: string;
  readonly email: string;
  readonly memberName: string | null;
  readonly authenticatedAt: Date;
  readonly isFresh: boolean;
  /** When the session ends if nothing more happens. */
  readonly endsAt: Date;
  readonly place: MemberPlace | null;
};

export type MemberPlace = {
  readonly merchantId: string;
  readonly slug: string;
  readonly merchantName: string;
  readonly branding: unknown;
  readonly role: string;
};

type VisitRow = Omit<MemberVisit, "place"> & { [K in keyof MemberPlace]: MemberPlace[K] | null };

export type NewMemberSession = {
  readonly memberId: string;
  readonly tokenHash: string;
  /** How they showed who they are: email_link, github, google, setup. */
  readonly proof: string;
};

/**
 * Keeps a new session of a member, signed in just now, with an audit entry at each of their merchants: those of a
 * member's account stand in live mode. Call it within a transaction where one is open.
 */
export function insertMemberSession(session: NewMemberSession, tx?: Transaction): Promise<void> {
  return tx === undefined ? transact((own) => insert(own, session)) : insert(tx, session);
}

async function insert(tx: Transaction, { memberId, tokenHash, proof }: NewMemberSession) {
  const id = newId("memberSession");
  await tx.memberSession.create({ data: { id, memberId, tokenHash } });
  const places = await tx.membership.findMany({ where: { memberId } });
  for (const { merchantId } of places) {
    await addAuditEntry(tx, {
      merchantId,
      livemode: true,
      actorType: "member",
      actorId: memberId,
      action: "member.signed_in",
      target: id,
      data: { proof },
    });
  }
}

/**
 * The living session of this token with its member's place at the merchant `slug` (null: no merchant is asked
 * for), in one statement; null when it is over or unknown. Changes nothing. Finds a member, so takes no merchant.
 */
export async function findMemberVisit(
  tokenHash: string,
  slug: string | null,
  lifetimes: MemberLifetimes,
): Promise<MemberVisit | null> {
  const [row] = await database().$queryRaw<VisitRow[]>(Prisma.sql`
    SELECT ${columns(lifetimes)} FROM member_sessions s, ${memberAt(slug)}
    WHERE ${isLiving(tokenHash, lifetimes)}`);
  return row === undefined ? null : toVisit(row);
}

/** The same, noting in that statement that the member is there: what keeps a session from going idle. */
export async function touchMemberVisit(
  tokenHash: string,
  slug: string | null,
  lifetimes: MemberLifetimes,
): Promise<MemberVisit | null> {
  const [row] = await database().$queryRaw<VisitRow[]>(Prisma.sql`
    UPDATE member_sessions s SET last_active_at = now() FROM ${memberAt(slug)}
    WHERE ${isLiving(tokenHash, lifetimes)}
    RETURNING ${columns(lifetimes)}`);
  return row === undefined ? null : toVisit(row);
}

/** Ends a session at once, for every instance. Whether there was one to end. */
export async function endMemberSession(tokenHash: string): Promise<boolean> {
  const ended = await database().$executeRaw`
    UPDATE member_sessions SET ended_at = now() WHERE token_hash = ${tokenHash} AND ended_at IS NULL`;
  return ended === 1;
}

/** Deletes sessions whose member was last there `seconds` ago or longer, of every merchant. */
export async function deleteOldMemberSessions(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM member_sessions WHERE last_active_at <= now() - make_interval(secs => ${seconds})`;
}

function columns({ idleSeconds, absoluteSeconds, freshSeconds }: MemberLifetimes) {
  return Prisma.sql`
    s.id AS "sessionId", m.id AS "memberId", m.email, m.name AS "memberName",
    s.authenticated_at AS "authenticatedAt",
    s.authenticated_at > now() - make_interval(secs => ${freshSeconds}) AS "isFresh",
    LEAST(s.last_active_at + make_interval(secs => ${idleSeconds}),
      s.created_at + make_interval(secs => ${absoluteSeconds})) AS "endsAt",
    p.merchant_id AS "merchantId", h.slug, h.name AS "merchantName", h.branding, p.role`;
}

function memberAt(slug: string | null) {
  return Prisma.sql`
    members m LEFT JOIN (memberships p JOIN merchants h ON h.id = p.merchant_id AND h.slug = ${slug}::text)
      ON p.member_id = m.id`;
}

function isLiving(tokenHash: string, { idleSeconds, absoluteSeconds }: MemberLifetimes) {
  return Prisma.sql`
    m.id = s.member_id AND s.token_hash = ${tokenHash} AND s.ended_at IS NULL
    AND s.created_at > now() - make_interval(secs => ${absoluteSeconds})
    AND s.last_active_at > now() - make_interval(secs => ${idleSeconds})`;
}

function toVisit(row: VisitRow): MemberVisit {
  const { merchantId, slug, merchantName, branding, role, ...visit } = row;
  const isPlaced = merchantId !== null && slug !== null && merchantName !== null && role !== null;
  const place = isPlaced ? { merchantId, slug, merchantName, branding, role } : null;
  return { ...visit, place };
}
