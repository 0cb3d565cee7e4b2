import { database } from "./client";
import type { MemberRow } from "./members";

export type ProviderAccount = { readonly provider: string; readonly providerAccountId: string };

/** The member an account at GitHub or Google signs in, or null. Finds a member, so takes no merchant. */
export async function findMemberByAccount(account: ProviderAccount): Promise<MemberRow | null> {
  const { provider, providerAccountId } = account;
  const row = await database().memberAccount.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { member: { select: { id: true, email: true, name: true } } },
  });
  return row?.member ?? null;
}

/** Remembers that this account is the member's. One that is somebody else's stays so: the insert fails. */
export async function linkMemberAccount(
  memberId: string,
  { provider, providerAccountId }: ProviderAccount,
): Promise<void> {
  await database().memberAccount.create({ data: { memberId, provider, providerAccountId } });
}
