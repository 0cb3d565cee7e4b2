import { findMemberByAccount, type ProviderAccount } from "../db/member-accounts";
import { findMemberByEmail } from "../db/members";
import { verifiedAddress } from "./verified-address";

/** Why somebody whom a provider vouches for is not let in. */
export type Rejection = "address_unverified" | "not_a_member";

/**
 * Whether the person behind a provider's account may sign in: the provider vouches for their address today, it is a
 * member's, and the account is not linked to another member. Null: let them in.
 */
export async function rejectMember(
  account: ProviderAccount,
  profile: unknown,
): Promise<Rejection | null> {
  const address = verifiedAddress(profile);
  if (address === null) return "address_unverified";
  const member = await findMemberByEmail(address);
  if (member === null) return "not_a_member";
  const linked = await findMemberByAccount(account);
  return linked === null || linked.id === member.id ? null : "not_a_member";
}
