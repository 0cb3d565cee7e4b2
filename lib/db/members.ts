import { newId } from "../ids";
import { database, type Transaction } from "./client";

export type MemberRow = {
  readonly id: string;
  /** As it is compared: NFKC, lower case. */
  readonly email: string;
  readonly name: string | null;
};

const columns = { id: true, email: true, name: true } as const;

/** The member with this address, or null. One of the few reads that take no merchant: a member may have several. */
export function findMemberByEmail(email: string): Promise<MemberRow | null> {
  return database().member.findUnique({ where: { email }, select: columns });
}

/** The member with this id, or null. Takes no merchant: a member may have several. */
export function findMember(id: string): Promise<MemberRow | null> {
  return database().member.findUnique({ where: { id }, select: columns });
}

export type MembershipRow = {
  readonly role: string;
  readonly merchant: { readonly slug: string; readonly name: string };
  /** Whether a Stripe account is connected in live mode. */
  readonly isLive: boolean;
};

/** Where a member belongs, by name, at most `limit`. */
export async function listMemberships(memberId: string, limit: number): Promise<MembershipRow[]> {
  const rows = await database().membership.findMany({
    where: { memberId },
    include: { merchant: { include: { connections: { where: { livemode: true } } } } },
    orderBy: { merchant: { name: "asc" } },
    take: limit,
  });
  return rows.map(({ role, merchant: { slug, name, connections } }) => {
    return { role, merchant: { slug, name }, isLive: connections.length > 0 };
  });
}

/**
 * Gives whoever has this address the role at the merchant, making them a member if they are none yet. A name that
 * is known already stays.
 */
export async function joinMerchant(
  member: { merchantId: string; email: string; name: string | null; role: string },
  tx: Transaction = database(),
): Promise<MemberRow> {
  const { merchantId, email, name, role } = member;
  const joined = await tx.member.upsert({
    where: { email },
    create: { id: newId("member"), email, name },
    update: {},
    select: columns,
  });
  await tx.membership.upsert({
    where: { merchantId_memberId: { merchantId, memberId: joined.id } },
    create: { merchantId, memberId: joined.id, role },
    update: { role },
  });
  return joined;
}

/** Lets one transaction at a time find out whether it makes the first owner. */
export async function lockOwners(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('first owner', 0))`;
}

/** Whether anybody owns a merchant here. Takes none: it asks about the installation. */
export async function hasOwner(tx: Transaction = database()): Promise<boolean> {
  return (await tx.membership.findFirst({ where: { role: "owner" } })) !== null;
}
